/** Takes what a table shows along as a CSV file. */
import { CloseOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../../api/errors';
import { say } from '../../../components/toasts';
import { useWords } from '../../../i18n/text';
import { formatNumber } from '../../../lib/format';
import { civil, useZone } from '../../../lib/today';
import type { FormModel, View } from '../../../model/app';
import { useApp } from '../../../model/context';
import { fieldsOf, linksOf, listBody } from '../rows';
import { groupKey } from '../search';
import { useTableSettings } from '../settings';
import { useColumns } from '../useColumns';
import type { ListPlace } from '../useListPlace';
import { useNames } from '../useNames';
import { conditionOf } from '../useRecords';

export function ExportButton({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { settings } = useTableSettings(form, view);
  const columns = useColumns(form, settings.columns);
  const names = useNames(form, columns);
  const zone = useZone();
  const [count, setCount] = useState<number>();
  const stop = useRef<AbortController>(undefined);

  async function take() {
    stop.current = new AbortController();
    setCount(0);
    try {
      const { csvOf, download } = await import('../exporting');
      const group = groupKey(place.search, view);
      const sort = place.search.sort?.split(',') ?? view.sort ?? [];
      const body = listBody({
        where: conditionOf(view, place),
        // Groups come one after the other, as on the screen.
        sort: group && !sort.some((path) => path.replace(/^-/, '') === group) ? [group, ...sort] : sort,
        q: place.search.q,
        fields: fieldsOf(form, columns),
        expand: linksOf(form, columns),
      });
      const asked = { place: { app: app.key, form: form.key }, body, columns, namesFor: names.namesFor };
      const file = await csvOf({ ...asked, onProgress: setCount, signal: stop.current.signal });
      const { date } = civil(new Date(), zone);
      download(file, `${words(form.label)} ${words(view.label)} ${date}.csv`);
    } catch (error) {
      if (!stop.current.signal.aborted) say(sentence(error), 'bad');
    }
    setCount(undefined);
  }

  return count === undefined ? (
    <Button
      type="text"
      className="tool-brief"
      title={t('list.export')}
      icon={<DownloadOutlined />}
      onClick={() => void take()}
    >
      {t('list.export')}
    </Button>
  ) : (
    <Button type="text" icon={<CloseOutlined />} onClick={() => stop.current?.abort()}>
      {t('list.exporting', { number: formatNumber(count) })}
    </Button>
  );
}
