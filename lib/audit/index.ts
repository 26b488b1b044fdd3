export { exportAudit } from './export-audit';
export { listAudit } from './list-audit';
export { recordAudit } from './record-audit';
export { type AuditEntry, auditList, listAuditInput } from './schemas';
