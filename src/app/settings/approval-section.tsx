import { useId } from 'react';
import type { ApprovalPolicy } from '#contract/desk/policy.ts';
import { Badge } from '../ui/badge.tsx';
import { Switch } from '../ui/switch.tsx';
import { type Channel, channels, consequenceOf, type Writers, writers } from './policy-words.ts';
import { SettingsSection } from './settings-section.tsx';

interface Props {
  approval: ApprovalPolicy;
  /** Absent for those who may only read it. */
  onChange?: (approval: ApprovalPolicy) => void;
}

/** Whose replies wait for a manager, by channel. */
export function ApprovalSection({ approval, onChange }: Props) {
  const change =
    onChange &&
    ((name: Writers, channel: Channel, needed: boolean) =>
      onChange({ ...approval, [name]: { ...approval[name], [channel]: needed } }));
  return (
    <SettingsSection
      title="Approval"
      hint="What managers and administrators send goes out without approval. What waits already goes on waiting."
    >
      {writers.map(({ name, label }) => (
        <WriterRow
          key={name}
          label={label}
          says={consequenceOf(name, approval[name])}
          needed={approval[name]}
          onChange={change && ((channel, needed) => change(name, channel, needed))}
        />
      ))}
    </SettingsSection>
  );
}

interface RowProps {
  label: string;
  says: string;
  needed: ApprovalPolicy[Writers];
  onChange: ((channel: Channel, needed: boolean) => void) | undefined;
}

function WriterRow({ label, says, needed, onChange }: RowProps) {
  const id = useId();
  return (
    <fieldset
      aria-labelledby={`${id}-name`}
      className="flex flex-wrap items-center gap-x-6 gap-y-1 border-line px-4 py-3 not-first:border-t"
    >
      <div className="min-w-0 flex-1 basis-64">
        <p id={`${id}-name`} className="font-medium">
          {label}
        </p>
        <p id={`${id}-says`} className="text-[13px] text-second">
          {says}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        {channels.map((channel) =>
          onChange ? (
            <Switch
              key={channel.name}
              label={channel.label}
              describedBy={`${id}-says`}
              checked={needed[channel.name]}
              onChange={(on) => onChange(channel.name, on)}
            />
          ) : (
            <p key={channel.name} className="flex items-center gap-2 text-[13px] font-medium">
              {channel.label}
              <Badge tone={needed[channel.name] ? 'accent' : 'plain'}>
                {needed[channel.name] ? 'Needs approval' : 'No approval'}
              </Badge>
            </p>
          ),
        )}
      </div>
    </fieldset>
  );
}
