/** A list that cannot be shown. What its address asks for may no longer fit the form: then it can be let go. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/errors';
import { Failed } from '../../components/State';
import type { ListPlace } from './useListPlace';

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
  readonly place: ListPlace;
}

export function ListFailed({ error, retry, place }: Props) {
  const { t } = useTranslation();
  const { filter, q, sort, group } = place.search;
  const asked = [filter, q, sort, group].some((part) => part !== undefined);
  if (!(error instanceof ApiError && error.status === 400 && asked)) return <Failed error={error} retry={retry} />;
  const why = error.issues.map(({ text }) => text).join(' ');
  return (
    <div className="state" role="alert">
      <h2>{t('list.unfit')}</h2>
      <p>{why || t('list.unfitHint')}</p>
      <Button
        type="primary"
        onClick={() =>
          place.set({ own: undefined, filter: undefined, q: undefined, sort: undefined, group: undefined })
        }
      >
        {t('list.widen')}
      </Button>
    </div>
  );
}
