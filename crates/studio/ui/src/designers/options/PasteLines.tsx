/** Lines from a spreadsheet as options, with a word on what they would add. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';
import { paste } from './edits';

export function PasteLines({
  open,
  tree,
  onClose,
  onPaste,
}: {
  readonly open: boolean;
  readonly tree: boolean;
  readonly onClose: () => void;
  readonly onPaste: (text: string) => void;
}) {
  const { t } = useTranslation('panels');
  const [text, setText] = useState('');
  const { added, known } = paste([], text, false, tree);
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
      {text.trim() !== '' && <p className="line-note">{t('options.found', { added, known })}</p>}
    </Dialog>
  );
}
