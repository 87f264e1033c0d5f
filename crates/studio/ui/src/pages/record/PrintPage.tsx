/** A record on a sheet of paper, by a template or as its form is laid out; the browser prints it or makes the PDF. */
import { ArrowLeftOutlined, PrinterOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../../api/apps';
import { recordQuery } from '../../api/records';
import { meQuery } from '../../api/session';
import { Failed, Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import { Nowhere } from '../../layouts/Nowhere';
import { formatDateTime } from '../../lib/format';
import { ZoneContext } from '../../lib/today';
import { usePhone } from '../../lib/useMedia';
import type { FormModel, Rec } from '../../model/app';
import { AppContext, titleOf } from '../../model/context';
import { DefaultSheet } from '../../records/print/DefaultSheet';
import { paper } from '../../records/print/paper';
import { TemplateSheet } from '../../records/print/TemplateSheet';
import { expandOf } from '../../records/related';
import '../../form/form.css';
import '../../records/print/paper.css';
import './print.css';

export function PrintPage() {
  const { app: appKey, form: formKey, id } = useParams({ from: '/print/$app/$form/$id' });
  const { data: me } = useSuspenseQuery(meQuery);
  const app = useQuery(appQuery(appKey));
  const form = app.data?.forms[formKey];
  const expand = useMemo(() => (form ? expandOf(form) : []), [form]);
  const record = useQuery({ ...recordQuery({ app: appKey, form: formKey }, id, expand), enabled: form !== undefined });
  const error = app.error ?? record.error;
  if (error) return <Failed error={error} />;
  if (app.data && !form) return <Nowhere />;
  if (!app.data || !form || !record.data) return <Loading rows={12} />;
  return (
    <AppContext value={app.data}>
      <ZoneContext value={me.time_zone}>
        <Sheet form={form} record={record.data} />
      </ZoneContext>
    </AppContext>
  );
}

function Sheet({ form, record }: { form: FormModel; record: Rec }) {
  const { t } = useTranslation();
  const words = useWords();
  const router = useRouter();
  const navigate = useNavigate();
  const { data: me } = useSuspenseQuery(meQuery);
  const { app, form: formKey, id } = useParams({ from: '/print/$app/$form/$id' });
  const { template: chosen } = useSearch({ from: '/print/$app/$form/$id' });
  const prints = form.prints ?? [];
  const template = chosen === 'all' ? undefined : (prints.find(({ key }) => key === chosen) ?? prints[0]);
  const page = template?.page ?? 'A4';
  const landscape = template?.landscape === true;
  const title = titleOf(form, record);
  const phone = usePhone();
  const [large, setLarge] = useState(false);
  useEffect(() => {
    // The browser proposes this name for the PDF.
    document.title = template ? `${title} ${words(template.label)}` : title;
  }, [title, template, words]);
  const params = { app, form: formKey, id };
  return (
    <div className="print-desk">
      <style>{`@page { size: ${page} ${landscape ? 'landscape' : 'portrait'}; margin: 14mm; }`}</style>
      <header className="print-bar">
        <Button
          icon={<ArrowLeftOutlined />}
          onClick={() =>
            router.history.canGoBack() ? router.history.back() : void navigate({ to: '/a/$app/$form/$id', params })
          }
        >
          {t('common.back')}
        </Button>
        {prints.length > 0 && (
          <Select
            aria-label={t('print.template')}
            value={template?.key ?? 'all'}
            options={[
              ...prints.map(({ key, label }) => ({ value: key, label: words(label) })),
              { value: 'all', label: t('print.everything') },
            ]}
            onChange={(key: string) =>
              void navigate({ to: '/print/$app/$form/$id', params, search: { template: key }, replace: true })
            }
            popupMatchSelectWidth={false}
          />
        )}
        {phone && (
          <Button
            icon={large ? <ZoomOutOutlined aria-hidden /> : <ZoomInOutlined aria-hidden />}
            aria-label={t('print.large')}
            aria-pressed={large}
            onClick={() => setLarge(!large)}
          />
        )}
        <span className="print-hint mute">{t('print.hint')}</span>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('record.print')}
        </Button>
      </header>
      <main
        className={`print-sheet print-${page}${landscape ? ' print-landscape' : ''}${large ? ' print-large' : ''}`}
        style={paper}
      >
        {template ? (
          <TemplateSheet form={form} record={record} body={words(template.body)} />
        ) : (
          <DefaultSheet form={form} record={record} />
        )}
        <footer className="print-foot">
          {t('print.foot', { name: me.name, time: formatDateTime(new Date().toISOString(), me.time_zone) })}
        </footer>
      </main>
    </div>
  );
}
