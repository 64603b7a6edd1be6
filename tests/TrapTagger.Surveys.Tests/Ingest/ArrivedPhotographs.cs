using System.Security.Cryptography;
using TrapTagger.Testing;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Surveys.Tests.Ingest;

/// <summary>Photographs that lie in the store and wait for a worker, as an upload leaves them.</summary>
internal static class ArrivedPhotographs
{
    /// <summary>A survey of Card/North/1.JPG and so on, asked for in one job.</summary>
    public static async Task<long> HasArrived(this SiteUnderTest site, int photographs)
    {
        var survey = await site.Rows.HasSurvey();
        var burst = new Scene(1, night: false, 320, 240).Burst(new(2026, 5, 3, 12, 0, 0), photographs, animal: false);
        var files = new List<long>();
        foreach (var (index, frame) in burst.Index())
        {
            var name = $"{index + 1}.JPG";
            files.Add(await site.Rows.HasFile(
                survey, $"Card/North/{name}", "arrived",
                sha256: Convert.ToHexStringLower(SHA256.HashData(frame.Jpeg))));
            await site.Keeps($"wild-test/{survey}/Card/North/{name}", frame.Jpeg);
        }
        await site.Rows.Run("""
            INSERT INTO job (id, queue, kind, argument, subject, state, runs, failures, due_at, created_at)
            VALUES ('1', 'cpu', 'ingest-files', @argument, 'survey/1', 'waiting', 0, 0, '2026-01-01', '2026-01-01')
            """, new { argument = $$"""{"Survey":{{survey}},"Files":[{{string.Join(',', files)}}]}""" });
        return survey;
    }
}
