/** Small drawings of how a view looks, in the colour of the app. */
import type { ReactNode } from 'react';
import type { Template } from '../../api/templates';

const lanes = [3, 2, 3, 1].map((cards, lane) => ({ lane, cards }));

const sketches = {
  table: (
    <>
      {[0, 1, 2, 3, 4].map((row) => (
        <g key={row}>
          <circle cx="24" cy={52 + row * 18} r="4" className="d-soft" />
          <rect x="36" y={49 + row * 18} width={84 - (row % 3) * 18} height="7" rx="3" className="d-soft" />
          <rect x="150" y={47 + row * 18} width="34" height="11" rx="5" className={row % 2 ? 'd-mid' : 'd-light'} />
          <rect x="200" y={49 + row * 18} width="36" height="7" rx="3" className="d-soft" />
        </g>
      ))}
    </>
  ),
  kanban: (
    <>
      {lanes.map(({ lane, cards }) => (
        <g key={lane}>
          <rect x={18 + lane * 58} y="42" width="52" height="96" rx="5" className="d-lane" />
          {[0, 1, 2].slice(0, cards).map((card) => (
            <g key={card}>
              <rect x={22 + lane * 58} y={47 + card * 26} width="44" height="22" rx="4" className="d-card" />
              <rect x={26 + lane * 58} y={52 + card * 26} width="28" height="4" rx="2" className="d-soft" />
              <rect x={26 + lane * 58} y={60 + card * 26} width="18" height="4" rx="2" className="d-mid" />
            </g>
          ))}
        </g>
      ))}
    </>
  ),
  calendar: (
    <>
      {[0, 1, 2, 3].map((week) =>
        [0, 1, 2, 3, 4, 5].map((day) => (
          <rect
            key={`${week} ${day}`}
            x={18 + day * 39}
            y={44 + week * 24}
            width="34"
            height="19"
            rx="4"
            className={(week * 5 + day * 3) % 7 === 0 ? 'd-mid' : 'd-lane'}
          />
        )),
      )}
    </>
  ),
  gantt: (
    <>
      {[
        [20, 90],
        [70, 60],
        [100, 100],
        [150, 70],
      ].map(([x, width], row) => (
        <g key={x}>
          <rect x="18" y={60 + row * 22} width="226" height="1" className="d-soft" />
          <rect x={x} y={46 + row * 22} width={width} height="11" rx="5" className={row % 2 ? 'd-strong' : 'd-light'} />
        </g>
      ))}
    </>
  ),
  gallery: (
    <>
      {[0, 1, 2].map((column) =>
        [0, 1].map((row) => (
          <g key={`${column} ${row}`}>
            <rect
              x={18 + column * 78}
              y={42 + row * 50}
              width="70"
              height="30"
              rx="5"
              className={(column + row) % 2 ? 'd-light' : 'd-mid'}
            />
            <rect x={18 + column * 78} y={76 + row * 50} width="48" height="5" rx="2" className="d-soft" />
          </g>
        )),
      )}
    </>
  ),
} satisfies Record<string, ReactNode>;

export type Sketch = keyof typeof sketches;

/** The most telling view of a template. */
export function drawingOf(template: Template): Sketch {
  const kinds = template.forms.flatMap(({ views }) => views);
  const order: readonly Sketch[] = ['kanban', 'gantt', 'gallery', 'calendar'];
  return order.find((kind) => kinds.includes(kind)) ?? 'table';
}

export function ViewDrawing({ kind }: { kind: Sketch }) {
  return (
    <svg viewBox="0 0 262 128" className="sketch" aria-hidden="true">
      <rect x="6" y="10" width="250" height="140" rx="8" className="d-sheet" />
      <rect x="18" y="22" width="56" height="8" rx="4" className="d-mid" />
      <rect x="212" y="20" width="32" height="11" rx="4" className="d-strong" />
      {sketches[kind]}
    </svg>
  );
}
