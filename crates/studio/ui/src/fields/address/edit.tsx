/** A region and the rest of the address. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Address } from '../../model/field';
import type { Editor, EditProps } from '../kind';
import { RegionCascader } from '../parts/RegionCascader';

function Edit({ id, value, onChange, invalid, describedBy }: EditProps<'address'>) {
  const { t } = useTranslation();
  const set = (part: Partial<Address>) => {
    const next = { ...value, ...part };
    onChange(next.region || next.detail ? next : null);
  };
  return (
    <span className="address">
      <RegionCascader
        id={id}
        level="district"
        value={value?.region ?? null}
        onChange={(region) => set({ region })}
        invalid={invalid}
        describedBy={describedBy}
      />
      <Input
        value={value?.detail ?? ''}
        maxLength={200}
        placeholder={t('address.detail')}
        aria-label={t('address.detail')}
        onChange={(event) => set({ detail: event.target.value || null })}
      />
    </span>
  );
}

export const editor: Editor<'address'> = { Edit };
