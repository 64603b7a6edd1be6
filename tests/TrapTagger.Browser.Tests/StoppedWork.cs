using TrapTagger.Testing;

namespace TrapTagger.Browser.Tests;

/// <summary>Jobs in every state, due so late that no worker touches them.</summary>
internal static class StoppedWork
{
    /// <summary>The job whose group is asked about.</summary>
    internal const string Id = "00000000000000000000000000000001";

    private const string Add = """
        INSERT INTO job
            (id, queue, kind, argument, subject, state, runs, failures, due_at, reason, created_at, began_at)
        SELECT substr(concat('0000000000000000000000000000000', @first + value), -32), @queue, @kind, '{}', @subject,
            @state, 3, 3, '2099-05-03 10:00:00', @reason, '2026-05-03 09:30:00', '2026-05-03 09:31:00'
        FROM json_each(@numbers)
        """;

    internal static async Task Put(SiteRows rows)
    {
        const string full = "The object store has no room left: 0 of 2,000,000,000,000 bytes are free on /srv/objects.";
        const string broken = "VipsJpeg: Corrupt JPEG data: premature end of data segment in "
            + "2024/peru/TAM-07/100RECNX/IMG_0412.JPG\nVipsJpeg: error reading resolution";
        await Insert(rows, 1, 1240, "parked", "ingest-files", "survey/7", full);
        await Insert(rows, 2001, 3, "parked", "ingest-files", "survey/12", broken);
        await Insert(rows, 3001, 2, "cancelled", "detect-frames", "survey/3", "The worker stopped every time.");
        await Insert(rows, 4001, 4, "waiting", "detect-frames", "survey/12", "The object store does not answer.");
        await Insert(rows, 5001, 2, "running", "detect-frames", "survey/12", null);
    }

    private static Task Insert(
        SiteRows rows, int first, int count, string state, string kind, string subject, string? reason) =>
        rows.Run(Add, new
        {
            first, state, kind, subject, reason,
            queue = kind == "detect-frames" ? "gpu" : "cpu",
            numbers = $"[{string.Join(',', Enumerable.Range(0, count))}]",
        });

    internal static Task Clear(SiteRows rows) => rows.Run("DELETE FROM job");
}
