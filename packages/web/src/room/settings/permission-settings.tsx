import { Fragment } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { ROLE_WORDS } from '../people/role-words.ts';
import { GRANTED_ROLES, permissionGrid } from './permission-grid.ts';
import { GROUP_WORDS, PERMISSION_WORDS } from './permission-words.ts';
import { PermissionCell } from './permission-cell.tsx';
import { useGrantBlocked } from './use-grant-blocked.ts';
import type { SettingsEditor } from './use-settings.ts';

/** Who may do what: roles beside each other, permissions by subject (ROM-30). */
export function PermissionSettings({ editor }: { readonly editor: SettingsEditor }) {
  const words = useWords('settings');
  const room = useWords('room');
  const blockedOf = useGrantBlocked();
  const grid = permissionGrid(editor.settings.grants);

  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted text-sm">{words('permissionsHint')}</p>
      <div
        tabIndex={0}
        role="region"
        aria-label={words('permissions')}
        className="border-line rounded-card overflow-x-auto border"
      >
        <table className="w-full min-w-lg border-collapse text-sm">
          <thead>
            <tr className="bg-raised">
              <th scope="col" className="px-3 py-2 text-left font-semibold">
                {words('permission')}
              </th>
              {GRANTED_ROLES.map((role) => (
                <th key={role} scope="col" className="w-20 px-1 py-2 text-center text-xs font-semibold">
                  {room(ROLE_WORDS[role])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.map(({ group, rows }) => (
              <Fragment key={group}>
                <tr className="border-line border-t">
                  <th
                    scope="colgroup"
                    colSpan={GRANTED_ROLES.length + 1}
                    className="text-muted px-3 pt-3 pb-1 text-left font-semibold"
                  >
                    {words(GROUP_WORDS[group])}
                  </th>
                </tr>
                {rows.map(({ permission, cells }) => (
                  <tr key={permission} className="hover:bg-raised/50">
                    <th scope="row" className="px-3 py-1 text-left font-normal">
                      {words(PERMISSION_WORDS[permission])}
                    </th>
                    {GRANTED_ROLES.map((role) => (
                      <td key={role} className="text-center">
                        <PermissionCell
                          cell={cells[role]}
                          label={`${words(PERMISSION_WORDS[permission])}: ${room(ROLE_WORDS[role])}`}
                          blocked={blockedOf(role)}
                          onChange={(isGranted) => editor.grant(role, permission, isGranted)}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
