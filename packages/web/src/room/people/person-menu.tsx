import { RequestType, type RoomUserInfo } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Menu, MenuGroup, MenuItem } from '../../parts/menu.tsx';
import { useClient, useOffline, useRole, useRoom } from '../room-context.ts';
import { ROLE_WORDS } from './role-words.ts';
import { denialOfRemoval, denialOfRole, GIVEN_ROLES } from './who-may.ts';

/** What may be done about somebody: another role, a kick, a ban. What may not says why (WEB-13). */
export function PersonMenu({ user, onBan }: { readonly user: RoomUserInfo; readonly onBan: () => void }) {
  const words = useWords('room');
  const client = useClient();
  const { grants } = useRoom();
  const you = useRole();
  const offline = useOffline();
  const label = words('optionsFor', { name: user.name });
  const removal = denialOfRemoval(grants, you, user);
  const roles = GIVEN_ROLES.map((role) => ({ role, denial: denialOfRole(grants, you, user, role) }));
  const isAllDenied = removal !== null && roles.every(({ denial }) => denial !== null);
  const say = (denial: typeof removal) => offline ?? (denial === null ? null : words(denial));

  const button = (
    <Button look="icon" label={label} blocked={isAllDenied ? say(removal) : offline}>
      <Icon name="more" />
    </Button>
  );
  if (isAllDenied || offline !== null) return button;
  return (
    <Menu label={label} trigger={button}>
      <MenuGroup title={words('role')}>
        {roles.map(({ role, denial }) => (
          <MenuItem
            key={role}
            icon={<Icon name="check" className={`size-5 ${user.role === role ? '' : 'invisible'}`} />}
            blocked={say(denial)}
            onAction={() => client.send({ type: RequestType.Promote, targetClientId: user.id, role })}
          >
            {words(ROLE_WORDS[role])}
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuGroup title={words('remove')}>
        <MenuItem
          icon={<Icon name="leave" />}
          blocked={say(removal)}
          onAction={() => client.send({ type: RequestType.Kick, clientId: user.id })}
        >
          {words('kick')}
        </MenuItem>
        <MenuItem icon={<Icon name="remove" />} isDanger blocked={say(removal)} onAction={onBan}>
          {words('ban')}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}
