import { useState } from 'react';
import { Button } from '../ui/button.tsx';

const said = {
  granted: 'This computer tells you too, while you look at something else.',
  denied: 'To be told on this computer too, allow notifications in the settings of the browser.',
} as const;

/** Asks for leave to show notifications, when somebody wants them. */
export function DesktopOffer() {
  const [permission, setPermission] = useState(() =>
    'Notification' in window ? Notification.permission : null,
  );
  if (permission === null) return null;
  return (
    <div className="shrink-0 border-t border-line px-4 py-2.5 text-[12.5px] text-second">
      {permission === 'default' ? (
        <Button
          className="w-full"
          onClick={async () => setPermission(await Notification.requestPermission())}
        >
          Also tell me on this computer
        </Button>
      ) : (
        said[permission]
      )}
    </div>
  );
}
