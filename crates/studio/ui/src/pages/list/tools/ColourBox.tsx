/** The rules by which rows are coloured: the first rule that holds gives the colour. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBuilder } from '../../../filter/FilterBuilder';
import { type Filter, fromCondition, none, toCondition } from '../../../filter/filter';
import type { FormModel, View } from '../../../model/app';
import { useTableSettings } from '../settings';
import { tints } from '../useTints';

interface Draft {
  readonly filter: Filter | undefined;
  /** What the builder cannot show stays as it is. */
  readonly when: unknown;
  readonly colour: string;
}

export default function ColourBox({ form, view }: { form: FormModel; view: View }) {
  const { t } = useTranslation();
  const { settings, change } = useTableSettings(form, view);
  const [rules, setRules] = useState<readonly Draft[]>(() =>
    settings.colours.map(({ when, colour }) => ({ filter: fromCondition(when), when, colour })),
  );
  const apply = (rules: readonly Draft[]) => {
    setRules(rules);
    const colours = rules.flatMap(({ filter, when, colour }) => {
      const condition = filter ? toCondition(filter) : when;
      return condition === undefined ? [] : [{ when: condition, colour }];
    });
    change({ colours });
  };
  return (
    <div className="colour-box">
      {rules.length === 0 && <p className="mute">{t('colours.none')}</p>}
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
        <section key={index} aria-label={t('colours.rule', { row: index + 1 })}>
          <div className="colour-line">
            <span role="radiogroup" aria-label={t('colours.colour')} className="swatches">
              {tints.map((tint) => (
                // biome-ignore lint/a11y/useSemanticElements: a swatch is a button that looks like its colour
                <button
                  key={tint}
                  type="button"
                  role="radio"
                  aria-checked={rule.colour === tint}
                  aria-label={t(`colours.${tint}`)}
                  className={`grid-tint-${tint}`}
                  onClick={() => apply(rules.with(index, { ...rule, colour: tint }))}
                />
              ))}
            </span>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('colours.remove')}
              onClick={() => apply(rules.toSpliced(index, 1))}
            />
          </div>
          {rule.filter ? (
            <FilterBuilder
              form={form}
              filter={rule.filter}
              hint={t('colours.when')}
              onChange={(filter) => apply(rules.with(index, { ...rule, filter }))}
            />
          ) : (
            <pre className="json">{JSON.stringify(rule.when, null, 2)}</pre>
          )}
        </section>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() =>
          apply([
            ...rules,
            { filter: none, when: undefined, colour: tints[(rules.length + 3) % tints.length] ?? 'amber' },
          ])
        }
      >
        {t('colours.add')}
      </Button>
    </div>
  );
}
