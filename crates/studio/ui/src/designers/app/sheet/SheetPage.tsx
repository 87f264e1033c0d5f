/** An app from a spreadsheet: a file or pasted cells, the fields that were guessed, the rows that come in. */
import { CheckOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetFile } from '../../../api/sheets';
import { TopBar } from '../../../layouts/TopBar';
import '../../../pages/apps/catalogue';
import '../../../pages/apps/apps.css';
import '../../catalogue';
import { appColours } from '../../../theme/tokens';
import { Choose } from './Choose';
import { Confirm } from './Confirm';
import { type AppPlan, planOf } from './model';
import { Run } from './Run';
import './sheet.css';

const steps = ['choose', 'confirm', 'run'] as const;
type Step = (typeof steps)[number];

export function SheetPage() {
  const { t } = useTranslation('apps');
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>('choose');
  const [file, setFile] = useState<SheetFile>();
  const [plan, setPlan] = useState<AppPlan>();
  const [app, setApp] = useState<string>();
  const chosen = (next: SheetFile) => {
    setFile(next);
    setPlan(planOf(next, { icon: 'table', colour: appColours[0] }));
    setStep('confirm');
  };
  const pages: Record<Step, ReactNode> = {
    choose: <Choose onChosen={chosen} />,
    confirm: plan && file && (
      <Confirm
        file={file}
        plan={plan}
        onFile={setFile}
        onChange={setPlan}
        onBack={() => setStep('choose')}
        onBegun={(key) => {
          setApp(key);
          setStep('run');
        }}
      />
    ),
    run: plan && app && <Run app={app} plan={plan} />,
  };
  return (
    <>
      <TopBar title={t('fromSheet')} onBack={() => void navigate({ to: '/apps' })} />
      <nav aria-label={t('steps')}>
        <ol className="sheet-steps">
          {steps.map((each, index) => {
            const done = steps.indexOf(step) > index;
            return (
              <li key={each} className={done ? 'done' : ''} aria-current={each === step ? 'step' : undefined}>
                <span aria-hidden>{done ? <CheckOutlined /> : index + 1}</span>
                {t(`step.${each}`)}
              </li>
            );
          })}
          {plan && <li className="sheet-file ellipsis mute">{plan.fileName}</li>}
        </ol>
      </nav>
      {pages[step]}
    </>
  );
}
