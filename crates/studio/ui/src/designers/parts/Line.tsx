/** A line of a panel: label, box, a word of help, and what is wrong. */
import type { ReactNode } from 'react';
import '../../components/switch.css';
import './panel.css';

export interface LineProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  /** The box stands beside the label (switches and short choices), or the line takes half the width (numbers). */
  readonly shape?: 'beside' | 'half' | undefined;
  /** Something at the end of the label's line. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

export const noteId = (id: string) => `${id}-note`;

export function Line({ id, label, hint, problem, shape, extra, children }: LineProps) {
  return (
    <div className={shape ? `line line-${shape}` : 'line'} data-line={id}>
      <div className="line-head">
        <label id={`${id}-label`} htmlFor={id}>
          {label}
        </label>
        {extra}
      </div>
      <div className="line-box">{children}</div>
      {(hint || problem) && (
        <div id={noteId(id)} className="line-note">
          {problem ? (
            <span className="line-problem" role="alert">
              {problem}
            </span>
          ) : (
            hint
          )}
        </div>
      )}
    </div>
  );
}

/** A choice between a few words, as buttons in a row. */
export function Segments<T extends string>({
  id,
  label,
  value,
  options,
  onChange,
}: {
  readonly id?: string;
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <fieldset className="segments" {...(id ? { id } : {})} aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
