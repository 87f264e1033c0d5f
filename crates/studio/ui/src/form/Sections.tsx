/** Sections of rows, for editing and for reading: who draws a field is given from outside. */
import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { useWords } from '../i18n/text';
import type { Field } from '../model/field';
import type { ShownSection } from './layout';

interface Props {
  readonly sections: readonly ShownSection[];
  readonly isShown: (field: Field) => boolean;
  readonly isOpen: (section: ShownSection) => boolean;
  /** Draws a field; `bare` when the section already carries its name. */
  readonly children: (field: Field, bare: boolean) => ReactNode;
}

export function Sections({ sections, isShown, isOpen, children }: Props) {
  const words = useWords();
  const sameName = (section: ShownSection, field: Field) =>
    field.kind === 'table' && section.label !== undefined && words(section.label) === words(field.label);
  return (
    <>
      {sections.map((section) => {
        const rows = section.rows
          .map((row) => row.filter(({ field }) => isShown(field)))
          .filter((row) => row.length > 0);
        if (rows.length === 0 || !isOpen(section)) return null;
        return (
          <Fold key={section.key} section={section}>
            {rows.map((row) => (
              <div key={row.map(({ field }) => field.key).join(' ')} className="form-row">
                {row.map(({ field, span }) => (
                  <div key={field.key} className="form-cell" style={{ '--span': span } as CSSProperties}>
                    {children(field, sameName(section, field))}
                  </div>
                ))}
              </div>
            ))}
          </Fold>
        );
      })}
    </>
  );
}

function Fold({ section, children }: { section: ShownSection; children: ReactNode }) {
  const words = useWords();
  const [open, setOpen] = useState(!section.collapsed);
  const label = words(section.label);
  return (
    <section className="form-section">
      {label && (
        <h3>
          <button type="button" className="form-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            {label}
            {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          </button>
        </h3>
      )}
      {(open || !label) && children}
    </section>
  );
}
