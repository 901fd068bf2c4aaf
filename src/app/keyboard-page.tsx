import { useLetterKeys } from './lib/commands/letter-keys.ts';
import { LetterKeysSetting } from './settings/letter-keys-setting.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { AllKeys } from './ui/all-keys.tsx';

export function KeyboardPage() {
  const letters = useLetterKeys();
  return (
    <SettingsPage title="Keyboard" intro="Everything that can be done without a mouse, and by which keys.">
      <LetterKeysSetting />
      <section aria-labelledby="all-keys">
        <h2 id="all-keys" className="pb-3 text-[15px] font-semibold">
          All keys
        </h2>
        <AllKeys letters={letters} />
      </section>
    </SettingsPage>
  );
}
