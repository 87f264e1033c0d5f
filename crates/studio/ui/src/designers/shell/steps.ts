/** The steps of designing an app, in order: each has a screen under `/design/$app`. Pure. */
export const steps = ['form', 'menu', 'options', 'roles', 'settings', 'publish'] as const;
export type Step = (typeof steps)[number];

/** The step that an address shows. */
export function stepOf(pathname: string): Step | undefined {
  const part = pathname.split('/')[3];
  return steps.find((step) => step === part);
}

/** The address of a step; forms open at the first of them. */
export const addressOf = (app: string, step: Step): string =>
  step === 'form' ? `/design/${app}` : `/design/${app}/${step}`;
