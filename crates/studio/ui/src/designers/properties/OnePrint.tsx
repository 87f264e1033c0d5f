/** One print template: its paper, who may print it, and its text beside how that will look. */
import { Button, Input, Select, Switch } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';
import { currentLanguage } from '../../i18n';
import { useWords } from '../../i18n/text';
import { PaperHtml } from '../../records/print/PaperHtml';
import { paper } from '../../records/print/paper';
import type { FormDoc, PrintDoc } from '../form/document';
import { PathPicker } from '../parts/condition/PathPicker';
import { useDesign } from '../parts/Design';
import { Line, Segments } from '../parts/Line';
import { pathLabel } from '../parts/scope';
import { TextBox } from '../parts/TextBox';
import { textIn, withText } from '../parts/texts';
import { draftBody, sampleBody } from './printBody';
import '../../records/print/paper.css';

interface Props {
  readonly form: FormDoc;
  readonly print: PrintDoc;
  readonly onChange: (print: PrintDoc) => void;
}

export default function OnePrint({ onClose, ...props }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation('panels');
  const words = useWords();
  return (
    <Dialog
      open
      title={words(props.print.label)}
      width={1040}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('condition.done')}
        </Button>
      }
    >
      <Editor {...props} />
    </Dialog>
  );
}

function Editor({ form, print, onChange }: Props) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const { document } = useDesign();
  const language = currentLanguage();
  const box = useRef<HTMLTextAreaElement | null>(null);
  const reach = { document, form: form.key };
  const body = textIn(print.body, language) || words(print.body);
  const first = typeof print.body === 'string' ? language : 'zh-CN';
  const write = (text: string) => {
    const next = withText(print.body, language, text, first);
    if (next !== undefined) onChange({ ...print, body: next });
  };
  const insert = (text: string) => {
    const { selectionStart = body.length, selectionEnd = body.length } = box.current ?? {};
    write(body.slice(0, selectionStart) + text + body.slice(selectionEnd));
  };
  return (
    <div className="print-editor">
      <div className="print-settings">
        <Line id="print-label" label={t('print.label')}>
          <TextBox
            id="print-label"
            needed
            value={print.label}
            onChange={(label) => label !== undefined && onChange({ ...print, label })}
          />
        </Line>
        <Line id="print-page" label={t('print.page')}>
          <Segments
            id="print-page"
            label={t('print.page')}
            value={print.page}
            options={(['A4', 'A5'] as const).map((page) => ({ value: page, label: page }))}
            onChange={(page) => onChange({ ...print, page })}
          />
        </Line>
        <Line id="print-landscape" label={t('print.landscape')} shape="beside">
          <Switch
            id="print-landscape"
            size="small"
            checked={print.landscape === true}
            aria-labelledby="print-landscape-label"
            onChange={(on) => {
              const { landscape: _before, ...rest } = print;
              onChange(on ? { ...rest, landscape: true } : rest);
            }}
          />
        </Line>
        <Line id="print-roles" label={t('print.roles')}>
          <Select
            id="print-roles"
            className="fill"
            mode="multiple"
            value={[...(print.roles ?? [])]}
            placeholder={t('print.everybody')}
            options={Object.values(document.roles).map((role) => ({ value: role.key, label: words(role.label) }))}
            onChange={(roles: string[]) => {
              const { roles: _before, ...rest } = print;
              onChange(roles.length > 0 ? { ...rest, roles } : rest);
            }}
          />
        </Line>
      </div>
      <div className="print-page">
        <div className="print-tools">
          <PathPicker
            reach={reach}
            value={undefined}
            label={t('print.insert')}
            onChange={(path) => insert(`{{${path}}}`)}
          />
          <Button onClick={() => write(draftBody(form, words))}>{t('print.draft')}</Button>
        </div>
        <Input.TextArea
          ref={(node) => {
            box.current = node?.resizableTextArea?.textArea ?? null;
          }}
          className="code"
          rows={16}
          spellCheck={false}
          aria-label={t('print.body')}
          value={body}
          onChange={(event) => write(event.target.value)}
        />
        <p className="line-note">{t('print.marks', { value: '{{…}}', open: '{{#…}}', close: '{{/…}}' })}</p>
        <div className="print-look" role="img" aria-label={t('print.look')} style={paper}>
          <PaperHtml html={sampleBody(body, (path) => pathLabel(reach, path, words))} />
        </div>
      </div>
    </div>
  );
}
