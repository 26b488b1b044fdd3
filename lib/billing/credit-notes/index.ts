export { createCreditNote, type GiveBack } from './create-credit-note';
export { listCreditNotes } from './list-credit-notes';
export {
  type CreateCreditNoteInput,
  type CreditNote,
  createCreditNoteInput,
  creditNote,
  creditNoteList,
  listCreditNotesInput,
} from './schemas';
