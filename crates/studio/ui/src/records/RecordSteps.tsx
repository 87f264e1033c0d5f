/** The previous and the next record of the list that this one was opened from; K and J by keyboard. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Place, recordQuery } from '../api/records';
import { formatNumber } from '../lib/format';
import { findTrail, goBeyond, stepOf } from './trail';

interface Props {
  readonly place: Place;
  readonly id: string;
  readonly expand: readonly string[];
  readonly within: 'drawer' | 'page';
}

/** Whether the letter belongs to a box or to a dialog. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target as HTMLElement | null;
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="grid"], [role="combobox"]'))
    return true;
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null;
}

export function RecordSteps({ place, id, expand, within }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const trail = useMemo(() => findTrail(cache, place, id), [cache, place, id]);
  const step = trail && stepOf(trail, id);
  const { previous, next, above, beyond } = step ?? {};

  useEffect(() => {
    for (const near of [previous, next])
      if (near) void cache.prefetchQuery({ ...recordQuery(place, near, expand), staleTime: 30_000 });
  }, [cache, place, expand, previous, next]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (isTaken(event)) return;
      if (event.key === 'j' && (next || beyond)) void go('next');
      if (event.key === 'k' && (previous || above)) void go('previous');
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });

  async function go(way: 'previous' | 'next') {
    if (!trail) return;
    const to = (way === 'previous' ? previous : next) ?? (await goBeyond(place, trail, way));
    if (!to) return;
    if (within === 'page')
      void navigate({ to: '/a/$app/$form/$id', params: { app: place.app, form: place.form, id: to }, replace: true });
    else
      void navigate({
        to: '/a/$app/$form',
        params: { app: place.app, form: place.form },
        search: (search) => ({ ...search, record: to }),
        replace: true,
      });
  }

  if (!step || !(previous || next || above || beyond)) return null;
  return (
    <span className="record-steps">
      <Button
        type="text"
        size="small"
        icon={<LeftOutlined />}
        disabled={!previous && !above}
        aria-label={t('record.previous')}
        aria-keyshortcuts="k"
        title={`${t('record.previous')} (K)`}
        onClick={() => void go('previous')}
      />
      <span className="number mute">
        {formatNumber(step.at)}
        {step.total !== undefined && ` / ${formatNumber(step.total)}`}
      </span>
      <Button
        type="text"
        size="small"
        icon={<RightOutlined />}
        disabled={!next && !beyond}
        aria-label={t('record.next')}
        aria-keyshortcuts="j"
        title={`${t('record.next')} (J)`}
        onClick={() => void go('next')}
      />
    </span>
  );
}
