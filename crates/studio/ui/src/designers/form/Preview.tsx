/** The form as it will be used: the real form on the draft, as chosen roles see it, empty or with a real record. Nothing is saved. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewDraft } from '../../api/drafts';
import { recordQuery, shortListQuery } from '../../api/records';
import { Dialog } from '../../components/Dialog';
import { Failed, Loading } from '../../components/State';
import { RecordForm } from '../../form/RecordForm';
import { useForm } from '../../form/useForm';
import { useWords } from '../../i18n/text';
import type { FormModel, Rec } from '../../model/app';
import { AppContext, titleOf } from '../../model/context';
import { useDraft } from '../shell/context';
import { Problems } from '../shell/Problems';
import { DeviceSwitch } from './DeviceSwitch';
import type { AppDocument } from './document';
import { maskedRecord } from './mask';
import type { Device } from './store';
import './preview.css';

interface Props {
  readonly document: AppDocument;
  readonly form: string;
  readonly isPublished: boolean;
  readonly device: Device;
  readonly setDevice: (device: Device) => void;
  readonly close: () => void;
}

export function Preview({ document, form, isPublished, device, setDevice, close }: Props) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const [roles, setRoles] = useState<readonly string[]>([]);
  const [record, setRecord] = useState<string>();
  const issues = useDraft((state) => state.issues);
  const app = document.app.key;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['preview', app, roles, document],
    queryFn: () => previewDraft(app, document, roles),
    retry: false,
    gcTime: 0,
  });
  const { data: chosen } = useQuery({
    ...recordQuery({ app, form }, record ?? ''),
    enabled: record !== undefined,
  });
  const model = data?.forms[form];
  return (
    <Dialog
      open
      width={device === 'phone' ? 440 : 860}
      title={t('preview.title')}
      onCancel={close}
      footer={null}
      className="preview"
      destroyOnHidden
    >
      <div className="preview-bar">
        <DeviceSwitch device={device} onChange={setDevice} />
        <Select
          mode="multiple"
          className="preview-roles"
          aria-label={t('preview.roles')}
          placeholder={t('preview.everything')}
          value={[...roles]}
          onChange={setRoles}
          options={Object.values(document.roles).map(({ key, label }) => ({ value: key, label: words(label) }))}
        />
        {isPublished && model && <RecordChoice app={app} model={model} value={record} onChange={setRecord} />}
      </div>
      <div className={`preview-page preview-${device}`}>
        {error && issues.length > 0 ? (
          <section className="preview-issues" aria-labelledby="preview-issues">
            <h3 id="preview-issues">{t('preview.first')}</h3>
            <Problems app={app} document={document} issues={issues} onGo={close} />
          </section>
        ) : error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : isFetching || !data || (record !== undefined && !chosen) ? (
          <Loading rows={4} />
        ) : model === undefined ? (
          <Alert type="info" showIcon title={t('preview.none')} />
        ) : (
          <AppContext value={data}>
            <Tried
              key={`${roles.join()}/${record}`}
              form={model}
              record={chosen && maskedRecord(model.fields, chosen)}
            />
          </AppContext>
        )}
      </div>
    </Dialog>
  );
}

/** Records by which the form can be looked at. */
function RecordChoice({
  app,
  model,
  value,
  onChange,
}: {
  app: string;
  model: FormModel;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslation('designer');
  const { data } = useQuery({
    ...shortListQuery({ app, form: model.key }, { limit: 30, sort: ['-updated_at'] }),
    retry: false,
  });
  return (
    <Select
      allowClear
      className="preview-record"
      aria-label={t('preview.record')}
      placeholder={t('preview.newRecord')}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      options={(data?.items ?? []).map((record) => ({ value: record.id, label: titleOf(model, record) }))}
    />
  );
}

function Tried({ form, record }: { form: FormModel; record: Rec | undefined }) {
  const { t } = useTranslation('designer');
  const state = useForm(form, record);
  const [refusals, setRefusals] = useState(0);
  const [fine, setFine] = useState(false);
  const wrong = Object.keys(state.found).length;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        state.setTried(true);
        setFine(wrong === 0);
        if (wrong > 0) setRefusals((count) => count + 1);
      }}
    >
      <RecordForm form={form} state={state} refusals={refusals} />
      <div className="preview-foot">
        <span className={fine && wrong === 0 ? 'ink-green' : 'mute'} role="status">
          {fine && wrong === 0
            ? t('preview.fine')
            : refusals > 0 && wrong > 0
              ? t('preview.wrong', { count: wrong })
              : t('preview.notSaved')}
        </span>
        <Button type="primary" htmlType="submit">
          {t('preview.check')}
        </Button>
      </div>
    </form>
  );
}
