/** On every page while no money moves. On wide screens of a height that is known: the side bar leaves room for it. */
export function SimulatedPayments() {
  return (
    <p
      role="note"
      data-simulated-payments
      className="border-b border-warning/25 bg-warning-soft px-4 py-1.5 text-center text-[0.867rem] text-warning lg:h-8 lg:py-0 lg:leading-8"
    >
      Payments are simulated: no money moves. Do not enter real cards.
    </p>
  );
}
