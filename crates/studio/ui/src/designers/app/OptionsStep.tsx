/** The option sets of the app. */
import { useState } from 'react';
import { OptionSetsPane } from '../options/OptionSetsPane';
import { useChange, useDesigning, useDocument } from '../shell/context';
import './app.css';

export function OptionsStep() {
  const { published } = useDesigning();
  const document = useDocument();
  const onChange = useChange();
  const [chosen, setChosen] = useState<string>();
  return (
    <main className="design-step options-step">
      <OptionSetsPane
        document={document}
        published={published}
        onChange={onChange}
        chosen={chosen}
        onChoose={setChosen}
      />
    </main>
  );
}
