import { useWords } from '../i18n/use-words.ts';
import { Tabs } from '../parts/tabs.tsx';
import { LogInForm } from './log-in-form.tsx';
import { RegisterForm } from './register-form.tsx';

export function LogInOrRegister() {
  const words = useWords('account');
  return (
    <Tabs
      label={words('title')}
      panelClassName="pt-5"
      tabs={[
        { id: 'log-in', label: words('logIn'), content: <LogInForm /> },
        { id: 'register', label: words('register'), content: <RegisterForm /> },
      ]}
    />
  );
}
