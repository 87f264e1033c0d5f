/** A one-line box for kinds whose value is text; an emptied box is empty, not "". */
import { Input } from 'antd';
import { useState } from 'react';

interface Props {
  readonly id: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number;
  readonly inputMode?: 'text' | 'tel' | 'email' | 'url' | 'numeric' | 'decimal';
  /** What is stored for what was typed, applied when the box is left. */
  readonly read?: (typed: string) => string;
  /** What the box shows for what is stored, while it is not being typed in. */
  readonly show?: (stored: string) => string;
  readonly align?: 'end' | undefined;
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

export function TextInput({
  id,
  value,
  onChange,
  invalid,
  describedBy,
  placeholder,
  maxLength,
  inputMode,
  read,
  show,
  align,
  prefix,
  suffix,
}: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : show ? show(value) : value);
  return (
    <Input
      id={id}
      value={shown}
      placeholder={placeholder ?? ''}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(inputMode ? { inputMode } : {})}
      prefix={prefix}
      suffix={suffix}
      {...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {})}
      aria-describedby={describedBy}
      classNames={align === 'end' ? { input: 'number leans-end' } : {}}
      autoComplete="off"
      onFocus={() => read && setTyped(shown)}
      onChange={(event) => {
        const text = event.target.value;
        if (read) setTyped(text);
        onChange(text === '' ? null : read ? read(text) : text);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
