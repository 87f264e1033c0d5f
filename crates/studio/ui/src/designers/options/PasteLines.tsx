/** Lines from a spreadsheet as options, with a word on what they would add. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';
import { type Options, paste } from './edits';

export function PasteLines({
  open,
  tree,
  onto,
  onClose,
  onPaste,
}: {
  readonly open: boolean;
  readonly tree: boolean;
  /** What is there already. */
  readonly onto: Options;
  readonly onClose: () => void;
  readonly onPaste: (text: string) => void;
}) {
  const { t } = useTranslation('panels');
  const [text, setText] = useState('');
  const { added, known } = paste(onto, text, false, tree);
  return (
    <Dialog
      open={open}
      title={t('options.paste')}
      okText={t('options.addCount', { count: added })}
      okButtonProps={{ disabled: added === 0 }}
      onOk={() => {
        onPaste(text);
        setText('');
      }}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="mute paste-about">{t(tree ? 'options.pasteTree' : 'options.pasteHint')}</p>
      <Input.TextArea
        autoFocus
        rows={9}
        aria-label={t('options.lines')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text.trim() !== '' && (
        <p className="line-note">{t(known > 0 ? 'options.foundKnown' : 'options.found', { added, known })}</p>
      )}
    </Dialog>
  );
}
