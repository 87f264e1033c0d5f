/** The print templates of a form: paper, who may print, and the page with places for fields. */
import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { later } from '../../lib/later';
import type { FormDoc, PrintDoc } from '../form/document';
import type { Set as Assigned } from '../form/model';
import { useDesign } from '../parts/Design';
import { keyFrom } from '../parts/key';
import { issuesAt } from './located';
import { draftBody } from './printBody';

const OnePrint = later(() => import('./OnePrint'));

interface Props {
  readonly form: FormDoc;
  readonly set: (change: Assigned) => void;
}

export function PrintsEditor({ form, set }: Props) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const { issues } = useDesign();
  const prints = form.prints ?? [];
  const [open, setOpen] = useState<number>();
  const write = (next: readonly PrintDoc[]) => set({ prints: next.length === 0 ? undefined : next });
  const current = open === undefined ? undefined : prints[open];
  const add = () => {
    const label = t('print.newLabel', { form: words(form.label) });
    const key = keyFrom(label, 'print', (each) => prints.some((print) => print.key === each));
    write([...prints, { key, label, page: 'A4', body: draftBody(form, words) }]);
    setOpen(prints.length);
  };
  return (
    <>
      <p className="line-note">{t('print.about')}</p>
      {prints.map((print, index) => (
        <div key={print.key} className="panel-card panel-card-line">
          <span className="ellipsis">{words(print.label)}</span>
          <span className="mute">{print.page}</span>
          <Button size="small" type="text" icon={<EditOutlined />} onClick={() => setOpen(index)}>
            {t('print.edit')}
          </Button>
          <Button size="small" type="text" onClick={() => write(prints.toSpliced(index, 1))}>
            {t('print.remove')}
          </Button>
          {issuesAt(issues, ['forms', form.key, 'prints', index]).map(({ code, path, text }) => (
            <div key={`${code}${path}`} className="line-problem">
              {text}
            </div>
          ))}
        </div>
      ))}
      <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={add}>
        {t('print.add')}
      </Button>
      {current && open !== undefined && (
        <OnePrint
          form={form}
          print={current}
          onChange={(next) => write(prints.with(open, next))}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
