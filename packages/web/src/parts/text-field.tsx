import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField as AriaTextField } from 'react-aria-components/TextField';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly hideLabel?: boolean;
  readonly isDisabled?: boolean;
}

export function TextField({
  label,
  value,
  onChange,
  placeholder,
  maxLength,
  hideLabel,
  isDisabled,
}: TextFieldProps) {
  return (
    <AriaTextField
      value={value}
      onChange={onChange}
      {...(maxLength === undefined ? {} : { maxLength })}
      isDisabled={isDisabled ?? false}
      autoComplete="off"
      className="flex min-w-0 flex-1 flex-col gap-1.5"
    >
      <Label className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>{label}</Label>
      <Input
        placeholder={placeholder ?? ''}
        className="bg-ground border-line placeholder:text-muted h-10 w-full min-w-0 rounded-lg border px-3 disabled:opacity-50"
      />
    </AriaTextField>
  );
}
