/** The forms of the app, to go from one to another. */
import { Link } from '@tanstack/react-router';
import { Icon } from '../../components/icons';
import { useWords } from '../../i18n/text';
import { useDesigning, useDocument } from '../shell/context';
import { NewForm } from './NewForm';

export function FormList({ current, onGo }: { current: string; onGo: () => void }) {
  const words = useWords();
  const { draft } = useDesigning();
  const forms = Object.values(useDocument().forms);
  const { app } = draft.getState();
  return (
    <div className="form-list">
      <ul>
        {forms.map(({ key, label, icon }) => (
          <li key={key}>
            <Link
              to="/design/$app/form/$form"
              params={{ app, form: key }}
              className="form-link"
              onClick={onGo}
              {...(key === current ? { 'aria-current': 'page' as const } : {})}
            >
              <Icon name={icon} /> <span className="ellipsis">{words(label)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <NewForm plain onOpen={onGo} />
    </div>
  );
}
