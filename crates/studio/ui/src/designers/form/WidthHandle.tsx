/** The right edge of a field: drawn to change how many of the twelve columns it takes. On the keyboard `[` and `]` do the same. */
import { type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCanvas } from './surroundings';

export function WidthHandle({ field, span }: { field: string; span: number }) {
  const { t } = useTranslation('designer');
  const { actions } = useCanvas();
  const [drawn, setDrawn] = useState<number>();
  const columnsAt = (event: PointerEvent<HTMLElement>): number => {
    const cell = event.currentTarget.closest('.card-field')?.getBoundingClientRect();
    const row = event.currentTarget.closest('.canvas-row')?.getBoundingClientRect();
    if (!cell || !row || row.width === 0) return span;
    return Math.min(12, Math.max(2, Math.round(((event.clientX - cell.left) / row.width) * 12)));
  };
  return (
    <span
      className={`width-handle${drawn === undefined ? '' : ' width-drawn'}`}
      aria-hidden
      title={t('canvas.resize')}
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrawn(span);
      }}
      onPointerMove={(event) => {
        if (drawn === undefined) return;
        const columns = columnsAt(event);
        setDrawn(columns);
        if (columns !== drawn) actions.resize(field, columns);
      }}
      onPointerUp={() => setDrawn(undefined)}
      onPointerCancel={() => setDrawn(undefined)}
      onDoubleClick={() => actions.resize(field, undefined)}
    >
      {drawn !== undefined && <span className="width-number">{drawn}/12</span>}
    </span>
  );
}
