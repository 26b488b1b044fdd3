/** On every page while no money moves. */
export function SimulatedPayments() {
  return (
    <p
      role="note"
      className="border-b border-warning/25 bg-warning-soft px-4 py-1.5 text-center text-[0.867rem] text-warning"
    >
      Payments are simulated: no money moves. Do not enter real cards.
    </p>
  );
}
