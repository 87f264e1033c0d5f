/** What the keyboard can do in the designer. */
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';

const list = [
  ['search', '/'],
  ['arrows', '↑ ↓ ← →'],
  ['move', 'Space'],
  ['nudge', 'Alt ↑ ↓'],
  ['rename', 'Enter'],
  ['width', '[ ]'],
  ['select', 'Shift ↑ ↓ · Ctrl A'],
  ['copy', 'Ctrl C · Ctrl V'],
  ['duplicate', 'Ctrl D'],
  ['delete', 'Delete'],
  ['undo', 'Ctrl Z · Ctrl Y'],
  ['save', 'Ctrl S'],
  ['escape', 'Esc'],
] as const;

export function Shortcuts({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation('designer');
  return (
    <Dialog open={open} onCancel={close} footer={null} title={t('keys.title')} width={420}>
      <dl className="key-list">
        {list.map(([name, keys]) => (
          <div key={name}>
            <dt>{t(`keys.${name}`)}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
