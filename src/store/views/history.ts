import { PROVENANCE } from "./current.ts";

export const VERSIONS_VIEW = `versions as
select v.version_id, v.report_id, a.name as agency, a.division_code, r.year, v.template, v.title,
  v.parser_version, d.sha256 as document_sha256, f.requested_url as url,
  f.requested_at as fetched_at, v.fetch_id, v.run_id,
  v.superseded_because is null as is_current, v.superseded_by, v.superseded_because
from version v
join report r on r.report_id = v.report_id
join agency a on a.agency_id = r.agency_id
${PROVENANCE}`;

export const DOCUMENTS_VIEW = `documents as
select d.document_id, d.sha256, d.byte_length, d.content_type, d.first_seen_at, x.kind, x.reason
from document d
left join reading x on x.reading_id =
  (select min(reading_id) from reading where reading.document_id = d.document_id)`;

export const FETCHES_VIEW = `fetches as
select f.fetch_id, f.run_id, a.source_id, f.requested_url, f.final_url, f.requested_at, f.http_status,
  f.headers, f.content_type, d.sha256 as document_sha256, f.outcome, f.reason,
  f.requests, f.duration_ms
from fetch f
join address a on a.address_id = f.address_id
left join document d on d.document_id = f.document_id`;

export const RUNS_VIEW = `runs as
select run_id, command, arguments, parser_version, started_at, finished_at, outcome, summary
from run`;

export const SOURCES_VIEW = `sources as
select source_id, agency, division_code, enabled, listed, entry ->> '$.note' as note, entry
from source`;

export const CODEBOOK_VIEW = `codebook as
select name, kind, label_zh, unit, meaning, template, comparable from codebook_entry`;

export const CROSSWALK_VIEW = `crosswalk as
select from_template, from_name, to_template, to_name, comparability, note_en, note_zh, basis
from crosswalk_entry`;
