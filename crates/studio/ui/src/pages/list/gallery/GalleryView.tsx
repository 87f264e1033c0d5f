/** A view as cards with pictures, as many beside each other as there is room for. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecordEvents } from '../../../api/events';
import { fileAddress } from '../../../api/files';
import { Avatar } from '../../../components/Avatar';
import { Empty, Loading } from '../../../components/State';
import { FieldCell } from '../../../fields/FieldValue';
import { PlainContext } from '../../../fields/parts/plain';
import { useWords } from '../../../i18n/text';
import { useWidth } from '../../../lib/useWidth';
import type { FormModel, Rec, View } from '../../../model/app';
import { type Column, expandOf, resolveColumn } from '../../../model/columns';
import { fieldOf, titleOf, useApp } from '../../../model/context';
import { isEmpty } from '../../../model/empty';
import type { Field, Kind, StoredFile } from '../../../model/field';
import { ListFailed } from '../ListFailed';
import { useViewTints } from '../useLook';
import { useRecords } from '../useRecords';
import type { ViewProps } from '../views';
import './gallery.css';

const least = 232;
const gap = 16;
const coverHeight = 150;
const lineHeight = 27;

/** What stands below the title when the view does not say: a choice, an amount, whom it concerns, whose it is. */
function factsOf(form: FormModel): readonly string[] {
  const first = (...kinds: readonly Kind[]) => form.fields.find(({ kind }) => kinds.includes(kind))?.key ?? [];
  return [first('select', 'tree_select'), first('money', 'number'), first('link'), 'owner'].flat();
}

/** The picture field of a view; one that is masked shows nothing. */
function coverOf(form: FormModel, view: View): Field | undefined {
  const field = view.cover ? fieldOf(form, view.cover) : form.fields.find(({ kind }) => kind === 'image');
  return field?.kind === 'image' && field.right !== 'masked' ? field : undefined;
}

export default function GalleryView({ form, view, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const scroll = useRef<HTMLDivElement>(null);
  const width = useWidth(scroll);
  const cover = coverOf(form, view);
  const tintOf = useViewTints(form, view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const columns = useMemo(
    () =>
      (view.columns?.length ? view.columns : factsOf(form))
        .filter((path) => path !== form.title && path !== cover?.key)
        .flatMap((path) => resolveColumn(app, form, path, words) ?? [])
        .slice(0, 5),
    [app, form, view, cover, t],
  );
  const list = useRecords(
    form,
    view,
    place,
    useMemo(() => expandOf(columns), [columns]),
  );
  useRecordEvents(app.key, form.key, () => void list.refetch());
  const perLine = Math.max(1, Math.floor((width - 40 + gap) / (least + gap)));
  const lines = Math.ceil(list.rows.length / perLine);
  const height = coverHeight + 56 + columns.length * lineHeight;
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => scroll.current,
    estimateSize: () => height + gap,
    overscan: 3,
  });
  useEffect(() => {
    if (height > 0) virtual.measure();
  }, [virtual, height]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last > lines - 5) void fetchNextPage();
  }, [last, lines, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (list.error) return <ListFailed place={place} error={list.error} retry={() => void list.refetch()} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: cards are no set of form fields
    <div className="gallery" ref={scroll} tabIndex={0} role="group" aria-label={words(view.label)}>
      {list.isPending ? (
        <Loading rows={8} />
      ) : list.rows.length === 0 ? (
        <Empty title={t('list.nothingFound')} hint={t('list.nothingFoundHint')} />
      ) : (
        <PlainContext value={true}>
          <ul style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => (
              <li key={index} className="gallery-line" style={{ transform: `translateY(${start}px)`, height }}>
                <ul style={{ gridTemplateColumns: `repeat(${perLine}, minmax(0, 1fr))` }}>
                  {list.rows.slice(index * perLine, (index + 1) * perLine).map((record) => (
                    <li key={record.id}>
                      <Card
                        form={form}
                        cover={cover}
                        columns={columns}
                        record={record}
                        tint={tintOf(record)}
                        onOpen={() => place.set({ record: record.id })}
                      />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </PlainContext>
      )}
    </div>
  );
}

interface CardProps {
  readonly form: FormModel;
  readonly cover: Field | undefined;
  readonly columns: readonly Column[];
  readonly record: Rec;
  readonly tint: string | undefined;
  readonly onOpen: () => void;
}

function Card({ form, cover, columns, record, tint, onOpen }: CardProps) {
  const title = titleOf(form, record);
  const pictures = cover && record[cover.key];
  const picture = Array.isArray(pictures) ? (pictures[0] as StoredFile | undefined) : undefined;
  return (
    <button type="button" className={`gallery-card${tint ? ` card-tint grid-tint-${tint}` : ''}`} onClick={onOpen}>
      <span className="gallery-cover">
        {picture ? (
          <img src={fileAddress(picture.id)} alt="" loading="lazy" />
        ) : (
          <Avatar name={title} scale="large" square />
        )}
      </span>
      <b className="ellipsis">{title}</b>
      {columns.map((column) => {
        const holder = column.holder(record);
        const value = holder?.[column.field.key];
        return (
          <span key={column.path} className="gallery-fact">
            <span className="mute ellipsis">{column.label}</span>
            <span className="ellipsis">
              {isEmpty(value) ? (
                <span className="mute">–</span>
              ) : (
                <FieldCell field={column.field} value={value} record={holder ?? undefined} />
              )}
            </span>
          </span>
        );
      })}
    </button>
  );
}
