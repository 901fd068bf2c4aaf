import type { CheckLevels } from '#contract/desk/checks.ts';
import { checkLabels, checkNames } from '#mail/checks/check-labels.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { findings, levels } from './policy-words.ts';
import { SettingsSection } from './settings-section.tsx';

const tones: Record<(typeof levels)[number]['value'], Tone> = { off: 'plain', warn: 'warning', block: 'bad' };

interface Props {
  checks: CheckLevels;
  /** Absent for those who may only read it. */
  onChange?: (checks: CheckLevels) => void;
}

/** How strict each check is. */
export function ChecksSection({ checks, onChange }: Props) {
  return (
    <SettingsSection
      title="Checks"
      hint="Warn says what was found beside the reply. Block also keeps the reply from going out, whoever sends it."
    >
      <ul aria-label="Checks">
        {checkNames.map((name) => (
          <li
            key={name}
            className="flex flex-wrap items-center gap-x-6 gap-y-2 border-line px-4 py-3 not-first:border-t"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{checkLabels[name]}</p>
              <p className="text-[13px] wrap-anywhere text-second">{findings[name]}</p>
            </div>
            {onChange ? (
              <Segmented
                label={checkLabels[name]}
                options={levels}
                value={checks[name]}
                onChange={(level) => onChange({ ...checks, [name]: level })}
              />
            ) : (
              <Badge tone={tones[checks[name]]}>
                {levels.find(({ value }) => value === checks[name])?.label}
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </SettingsSection>
  );
}
