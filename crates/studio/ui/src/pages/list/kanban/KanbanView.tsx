/** A view as a board: one lane for each option of a choice. Cards move by mouse, touch, keyboard and menu. */
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { Empty } from '../../../components/State';
import { useChange } from '../../../components/useChange';
import { useWords } from '../../../i18n/text';
import { DragArea, type Point } from '../../../lib/dnd/DragArea';
import { currencySymbol } from '../../../lib/format';
import type { Rec } from '../../../model/app';
import { expandOf, resolveColumn } from '../../../model/columns';
import { fieldOf, optionsOf, titleOf, useApp } from '../../../model/context';
import { ListFailed } from '../ListFailed';
import { useViewTints } from '../useLook';
import { conditionOf } from '../useRecords';
import type { ViewProps } from '../views';
import { cardPaths, countsOf, countWith, laneBeside, lanesOf, unset } from './board';
import { CardFace } from './Card';
import { Lane } from './Lane';
import './kanban.css';

/** The lane under a point. */
function laneAt({ x, y }: Point): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const lane = element.closest<HTMLElement>('[data-lane]');
    if (lane) return lane.dataset.lane;
  }
  return undefined;
}

interface Carried {
  readonly record: Rec;
  readonly to: string;
  /** Picked up by keyboard: keys carry it on. */
  readonly byKey: boolean;
}

export default function KanbanView({ form, view, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { pending, change, hold } = useChange(form);
  const tintOf = useViewTints(form, view);
  const [carried, setCarried] = useState<Carried>();
  const [said, setSaid] = useState('');
  const board = useRef<HTMLDivElement>(null);
  const by = view.by === undefined ? undefined : fieldOf(form, view.by);
  const where = conditionOf(view, place);
  const sumField = view.sum === undefined ? undefined : fieldOf(form, view.sum);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const columns = useMemo(
    () =>
      cardPaths(form, view)
        .flatMap((path) => resolveColumn(app, form, path, words) ?? [])
        .slice(0, 4),
    [app, form, view, t],
  );
  const totals = useQuery({
    queryKey: ['aggregate', app.key, form.key, 'lanes', view.by, view.sum, where],
    queryFn: async () => {
      const measures = { count: { count: '*' }, ...(sumField ? { sum: { sum: sumField.key } } : {}) };
      const body = { group_by: [view.by], measures, ...(where === undefined ? {} : { where }) };
      const { items } = await answer(
        api.POST('/data/{app}/{form}/aggregate', { params: { path: { app: app.key, form: form.key } }, body }),
      );
      return items as readonly Readonly<Record<string, unknown>>[];
    },
    enabled: by !== undefined,
    retry: false,
  });
  if (by?.kind !== 'select') return <Empty title={t('list.unknownView')} />;
  if (totals.error) return <ListFailed place={place} error={totals.error} retry={() => void totals.refetch()} />;
  const { counts, sums } = countsOf(totals.data ?? [], by.key);
  const lanes = lanesOf(optionsOf(app, by.options), counts);
  const movable = form.rights.update && by.right === 'write' && by.read_only !== true;
  const nameOf = (lane: string) => {
    const option = lanes.find(({ key }) => key === lane)?.option;
    return option ? words(option.label) : t('kanban.unset');
  };
  const laneOf = (record: Rec) => String(record[by.key] ?? unset);

  function carry(next: Carried | undefined) {
    setCarried(next);
    hold(next !== undefined);
  }
  function put(record: Rec, to: string) {
    carry(undefined);
    if (to === laneOf(record)) return;
    const text = t('kanban.moved', { title: titleOf(form, record), lane: nameOf(to) });
    setSaid(text);
    change(record, { [by?.key ?? '']: to === unset ? null : to }, text);
  }
  function onCardKey(event: KeyboardEvent<HTMLElement>, record: Rec) {
    const own = carried?.byKey && carried.record.id === record.id ? carried : undefined;
    if (!own) {
      if (event.key === ' ' && movable) {
        carry({ record, to: laneOf(record), byKey: true });
        setSaid(t('kanban.lifted', { title: titleOf(form, record), lane: nameOf(laneOf(record)) }));
      } else if (!moveFocus(event)) return;
      event.preventDefault();
      return;
    }
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const to = laneBeside(lanes, own.to, event.key === 'ArrowLeft' ? -1 : 1);
      carry({ ...own, to });
      setSaid(t('kanban.over', { lane: nameOf(to) }));
      board.current
        ?.querySelector(`[data-lane="${CSS.escape(to)}"]`)
        ?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    } else if (event.key === ' ' || event.key === 'Enter') {
      const { to } = own;
      put(record, to);
      refocus(record.id);
    } else if (event.key === 'Escape') {
      carry(undefined);
      setSaid(t('kanban.putBack'));
    } else if (event.key !== 'Tab') {
      event.preventDefault();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
  /** The card that was put down is another element now: focus follows it. */
  function refocus(id: string) {
    requestAnimationFrame(() =>
      board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus({ preventScroll: false }),
    );
  }
  function onOver(record: Rec, point: Point) {
    const to = laneAt(point) ?? laneOf(record);
    setCarried((now) => (now?.record.id === record.id && now.to === to ? now : { record, to, byKey: false }));
    const edge = board.current?.getBoundingClientRect();
    if (!edge) return;
    if (point.x > edge.right - 40) board.current?.scrollBy({ left: 18 });
    else if (point.x < edge.left + 40) board.current?.scrollBy({ left: -18 });
  }

  return (
    <DragArea<Rec>
      onStart={(record) => carry({ record, to: laneOf(record), byKey: false })}
      onOver={onOver}
      onDrop={(record) => {
        put(record, carried?.record.id === record.id ? carried.to : laneOf(record));
      }}
      onCancel={() => carry(undefined)}
      shadow={(record) => (
        <div className="lane-card lane-shadow">
          <CardFace form={form} columns={columns} record={record} />
        </div>
      )}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: lanes that scroll are no set of form fields */}
      <div className="lanes" tabIndex={0} role="group" aria-label={words(view.label)} ref={board}>
        {lanes.map(({ key, option }) => (
          <Lane
            key={key}
            form={form}
            columns={columns}
            expand={expandOf(columns)}
            where={where}
            by={by.key}
            lane={key}
            option={option}
            name={nameOf(key)}
            count={totals.data && countWith(counts.get(key) ?? 0, pending, by.key, key)}
            limit={view.limits?.[key]}
            sum={sums.get(key)}
            money={sumField?.kind === 'money' ? currencySymbol(sumField.currency ?? app.settings?.currency) : undefined}
            sort={place.search.sort?.split(',') ?? view.sort}
            q={place.search.q}
            pending={pending}
            carried={carried?.record.id}
            target={carried !== undefined && carried.to === key && laneOf(carried.record) !== key}
            tintOf={tintOf}
            targets={movable ? lanes.map(({ key }) => ({ key, name: nameOf(key) })) : []}
            onOpen={(record) => place.set({ record: record.id })}
            onPut={put}
            onCardKey={onCardKey}
          />
        ))}
      </div>
      <span className="visually-hidden" id="kanban-how">
        {t('kanban.how')}
      </span>
      <span className="visually-hidden" role="status" aria-live="assertive">
        {said}
      </span>
    </DragArea>
  );
}

/** Arrow keys go from card to card, over lanes too; whether one did. */
function moveFocus(event: KeyboardEvent<HTMLElement>): boolean {
  const card = event.currentTarget;
  const cards = (lane: Element | null | undefined) => [...(lane?.querySelectorAll<HTMLElement>('[data-card]') ?? [])];
  const lane = card.closest('[data-lane]');
  const own = cards(lane);
  const at = own.indexOf(card);
  let next: HTMLElement | undefined;
  if (event.key === 'ArrowDown') next = own[at + 1];
  else if (event.key === 'ArrowUp') next = own[at - 1];
  else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    const forward = event.key === 'ArrowRight';
    let beside = forward ? lane?.nextElementSibling : lane?.previousElementSibling;
    while (beside && cards(beside).length === 0)
      beside = forward ? beside.nextElementSibling : beside.previousElementSibling;
    const others = cards(beside);
    next = others[Math.min(at, others.length - 1)];
  } else return false;
  next?.focus();
  return true;
}
