/** A view as a board: a column for each option, a card for each record; a card dropped on another column moves there. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { sentence } from '../../../api/errors';
import { updateRecord } from '../../../api/records';
import { Empty } from '../../../components/State';
import { Tag } from '../../../components/Tag';
import { say } from '../../../components/toasts';
import { useWords } from '../../../i18n/text';
import { currencySymbol, formatNumber, formatShort } from '../../../lib/format';
import type { FormModel, Rec } from '../../../model/app';
import { expandOf, resolveColumn } from '../../../model/columns';
import { fieldOf, optionsOf, useApp } from '../../../model/context';
import type { Kind } from '../../../model/field';
import { conditionOf } from '../useRecords';
import type { ViewProps } from '../views';
import { Lane } from './Lane';
import './kanban.css';

/** What a card shows when the view does not say: where it belongs, what it is worth, when, whose. */
function factsOf(form: FormModel, sum: string | undefined): readonly string[] {
  const first = (...kinds: readonly Kind[]) => form.fields.find(({ kind }) => kinds.includes(kind))?.key ?? [];
  return [first('link'), sum ?? [], first('date', 'date_time'), 'owner'].flat();
}

export default function KanbanView({ form, view, place }: ViewProps) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const app = useApp();
  const cache = useQueryClient();
  const [dragged, setDragged] = useState<Rec>();
  const by = view.by === undefined ? undefined : fieldOf(form, view.by);
  const where = conditionOf(view, place);
  const sumField = view.sum === undefined ? undefined : fieldOf(form, view.sum);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const columns = useMemo(
    () =>
      (view.columns?.length ? view.columns : factsOf(form, view.sum))
        .filter((path) => path !== form.title && path !== view.by)
        .flatMap((path) => resolveColumn(app, form, path, words) ?? [])
        .slice(0, 4),
    [app, form, view, t],
  );
  const totals = useQuery({
    queryKey: ['aggregate', app.key, form.key, 'lanes', view.key, where],
    queryFn: async () => {
      const measures = { count: { count: '*' }, ...(sumField ? { sum: { sum: sumField.key } } : {}) };
      const body = { group_by: [view.by], measures, ...(where === undefined ? {} : { where }) };
      return (
        await answer(
          api.POST('/data/{app}/{form}/aggregate', { params: { path: { app: app.key, form: form.key } }, body }),
        )
      ).items;
    },
    enabled: by !== undefined,
    retry: false,
  });
  const move = useMutation({
    mutationFn: ({ record, to }: { record: Rec; to: string }) =>
      updateRecord({ app: app.key, form: form.key }, record, { [view.by ?? '']: to }),
    onSuccess: () => say(t('record.moved')),
    onError: (error) => say(sentence(error), 'bad'),
    onSettled: () => cache.invalidateQueries(),
  });
  if (by?.kind !== 'select') return <Empty title={t('list.unknownView')} />;
  const options = optionsOf(app, by.options).filter(({ retired }) => retired !== true);
  const movable = form.rights.update && by.right !== 'read' && by.right !== 'masked';
  const money = sumField?.kind === 'money' ? currencySymbol(sumField.currency ?? app.settings?.currency) : '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: lanes that scroll are no set of form fields
    <div className="lanes" tabIndex={0} role="group" aria-label={words(view.label)}>
      {options.map((option) => {
        const total = totals.data?.find((item) => item[by.key] === option.key);
        return (
          <section
            key={option.key}
            className={`lane${dragged && dragged[by.key] !== option.key ? ' lane-open' : ''}`}
            aria-label={words(option.label)}
            onDragOver={(event) => movable && event.preventDefault()}
            onDrop={() => {
              if (dragged && dragged[by.key] !== option.key) move.mutate({ record: dragged, to: option.key });
              setDragged(undefined);
            }}
          >
            <header>
              <Tag colour={option.colour} dot>
                {words(option.label)}
              </Tag>
              <span className="number mute">{formatNumber(Number(total?.count ?? 0))}</span>
              {sumField && total?.sum !== undefined && total.sum !== null && (
                <span className="number lane-sum">
                  {money}
                  {formatShort(String(total.sum), i18n.language)}
                </span>
              )}
            </header>
            <Lane
              form={form}
              columns={columns}
              expand={expandOf(columns)}
              where={where}
              by={by.key}
              option={option.key}
              sort={place.search.sort?.split(',') ?? view.sort}
              q={place.search.q}
              onOpen={(record) => place.set({ record: record.id })}
              onDrag={movable ? setDragged : undefined}
            />
          </section>
        );
      })}
    </div>
  );
}
