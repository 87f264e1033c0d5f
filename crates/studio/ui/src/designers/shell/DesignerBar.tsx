/** The bar above the designers: where one is, whether it is saved, the steps, who else is there, problems, preview, publish. */
import {
  ArrowLeftOutlined,
  CheckCircleOutlined,
  DownOutlined,
  ExclamationCircleOutlined,
  EyeOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { Button, Popover, Tooltip } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/Avatar';
import { useWords } from '../../i18n/text';
import { usePhone } from '../../lib/useMedia';
import { FormList } from '../form/FormList';
import { Shortcuts } from '../form/late';
import { useDesigning, useDocument, useDraft } from './context';
import { Problems } from './Problems';
import { SaveState } from './SaveState';
import { Steps } from './Steps';
import { useShell } from './state';
import { addressOf, stepOf, steps } from './steps';
import { usePresence } from './usePresence';

export function DesignerBar({ app, me }: { app: string; me: string }) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const phone = usePhone();
  const navigate = useNavigate();
  const { draft } = useDesigning();
  const document = useDocument();
  const issues = useDraft((state) => state.issues);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const step = stepOf(path);
  const form = step === 'form' ? document.forms[path.split('/')[4] ?? ''] : undefined;
  const [problems, setProblems] = useState(false);
  const [forms, setForms] = useState(false);
  const closeProblems = ({ key }: KeyboardEvent) => key === 'Escape' && setProblems(false);
  const [keys, setKeys] = useState<boolean>();
  const label = words(document.app.label);
  const place = form ? words(form.label) : step ? t(`shell.${step}`) : label;
  const others = usePresence(app, place, me);
  const publish = async () => {
    await draft.getState().save();
    await navigate({ to: addressOf(app, 'publish') });
  };
  return (
    <header className="designer-bar">
      <div className="bar-left">
        <Tooltip title={t('shell.back')}>
          <Link to="/a/$app" params={{ app }} className="bar-button" aria-label={t('shell.back')}>
            <ArrowLeftOutlined />
          </Link>
        </Tooltip>
        <h1 className="bar-name ellipsis">{label}</h1>
        {form && !phone && (
          <Popover
            trigger="click"
            placement="bottomLeft"
            arrow={false}
            open={forms}
            onOpenChange={setForms}
            content={<FormList current={form.key} onGo={() => setForms(false)} />}
          >
            <button type="button" className="bar-form" aria-label={`${t('shell.openForms')}: ${words(form.label)}`}>
              <span className="ellipsis">{words(form.label)}</span>
              <DownOutlined />
            </button>
          </Popover>
        )}
        <SaveState />
      </div>
      {!phone && (
        <nav className="bar-steps" aria-label={t('shell.steps')}>
          {steps.map((each, index) => (
            <Link
              key={each}
              to={addressOf(app, each)}
              className={`bar-step${each === step ? ' step-now' : ''}`}
              {...(each === step ? { 'aria-current': 'step' as const } : {})}
            >
              <span className="number mute">{index + 1}</span> {t(`shell.${each}`)}
            </Link>
          ))}
        </nav>
      )}
      <div className="bar-right">
        {others.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: people beside each other
          <span className="bar-people" role="group" aria-label={t('shell.people')}>
            {others.slice(0, 4).map(({ id, name, place }) => (
              <Tooltip key={id} title={place ? t('shell.hereAt', { name, place }) : t('shell.here', { name })}>
                <span>
                  <Avatar name={name} scale="small" />
                </span>
              </Tooltip>
            ))}
          </span>
        )}
        <Popover
          trigger="click"
          placement="bottomRight"
          arrow={false}
          open={problems}
          classNames={{ root: 'phone-wide' }}
          onOpenChange={setProblems}
          content={
            // biome-ignore lint/a11y/noStaticElementInteractions: hears Escape from the buttons in it
            <div className="problems-box" onKeyDown={closeProblems}>
              <Problems app={app} document={document} issues={issues} still={phone} onGo={() => setProblems(false)} />
            </div>
          }
        >
          <button
            type="button"
            onKeyDown={closeProblems}
            className={`bar-button bar-problems${issues.length > 0 ? ' ink-red' : ''}`}
            aria-label={issues.length > 0 ? t('shell.problemsCount', { count: issues.length }) : t('shell.noProblems')}
          >
            {issues.length > 0 ? <ExclamationCircleOutlined /> : <CheckCircleOutlined />}
            {issues.length > 0 && <span className="number">{issues.length}</span>}
          </button>
        </Popover>
        {!phone && (
          <>
            <Tooltip title={t('shell.shortcuts')}>
              <button
                type="button"
                className="bar-button"
                aria-label={t('shell.shortcuts')}
                onClick={() => setKeys(true)}
              >
                <QuestionCircleOutlined />
              </button>
            </Tooltip>
            <Steps />
            {form && (
              <Button icon={<EyeOutlined />} onClick={() => useShell.setState({ preview: true })}>
                {t('shell.preview')}
              </Button>
            )}
          </>
        )}
        {step !== 'publish' && (
          <Button type="primary" onClick={() => void publish()}>
            {t('shell.publish')}
          </Button>
        )}
      </div>
      {keys !== undefined && <Shortcuts open={keys} close={() => setKeys(false)} />}
    </header>
  );
}
