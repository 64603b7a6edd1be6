using TrapTagger.Testing;

namespace TrapTagger.Admin.Tests;

/// <summary>Jobs as workers leave them.</summary>
internal static class ParkedScenes
{
    internal static Task HasParked(
        this SiteUnderTest site, int count, string subject = "survey/12", string reason = "The store is full.") =>
        site.HasJobs(count, "parked", "ingest-files", subject, reason);

    internal static Task HasJobs(
        this SiteUnderTest site, int count, string state, string kind, string subject, string? reason = null) =>
        site.Rows.Run($"""
            INSERT INTO job (id, queue, kind, argument, subject, state, runs, failures, due_at, reason, created_at)
            VALUES {string.Join(',', Enumerable.Range(0, count).Select(_ => $"""
                ('{Guid.NewGuid():N}', 'cpu', @kind, '{"{}"}', @subject, @state, 3, 3, '2026-05-03 10:00:00', @reason,
                    '2026-05-03 09:30:00')
                """))}
            """, new { kind, subject, state, reason });

    /// <summary>One that was heard of at that time; far in the future it is there for good.</summary>
    internal static Task HasWorker(
        this SiteUnderTest site, string host, string seenAt = "2099-01-01 00:00:00", int clockAhead = 0) =>
        site.Rows.Run("""
            INSERT INTO worker (id, host, process_id, queues, started_at, seen_at, clock_ahead)
            VALUES (@host, @host, 42, 'gpu', '2026-05-03 08:00:00', @seenAt, @clockAhead)
            """, new { host, seenAt, clockAhead });
}
