'use client';

import { buttonStyle } from './button-style';

/** What stands in a screen's place when it failed. The digest finds the error in the server's log. */
export function ErrorScreen({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div role="alert" className="mx-auto grid max-w-md gap-2 px-4 py-20 text-center">
      <h1 className="text-[1.35rem] font-semibold">This could not be shown</h1>
      <p className="text-muted">
        Something went wrong on our side, or your role does not allow it. Nothing was changed.
      </p>
      {error.digest && <p className="font-mono text-[0.867rem] text-faint">{error.digest}</p>}
      <p className="mt-3">
        <button type="button" onClick={reset} className={buttonStyle()}>
          Try again
        </button>
      </p>
    </div>
  );
}
