export { exportAudit } from './export-audit';
export { listAudit } from './list-audit';
export { listRequests } from './list-requests';
export { noteRequest } from './note-request';
export { recordAudit } from './record-audit';
export { type AuditEntry, auditList, listAuditInput } from './schemas';
