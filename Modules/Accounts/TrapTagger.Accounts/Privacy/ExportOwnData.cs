using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Downloads;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>
/// A person takes what the site knows of them along: a page first, then an archive, which is never held in memory
/// however much they have labelled.
/// </summary>
internal static class ExportOwnData
{
    private const string FindDecisions = """
        SELECT d.id, s.name AS survey, d.annotation_set, d.cluster_id, d.kind, d.label, d.note, d.decided_at
        FROM annotation_decision d LEFT JOIN surveys_survey s ON s.id = d.survey_id
        WHERE d.person_id = @person
        """;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static RazorComponentResult Show() => Render.View<PrivacyPage, PrivacyModel>(new());

    /// <summary>
    /// By a file that is gone when it is closed: an archive is written with waiting, and answers are not.
    /// </summary>
    internal static async Task<FileStreamHttpResult> Export(
        CurrentUser user, Db db, AuditReading log, MailBoard mails, CancellationToken ct)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            await WriteAsync(file, user, db, (log, mails), ct);
            file.Position = 0;
            return TypedResults.File(file, "application/zip", "my data.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task WriteAsync(
        Stream body, CurrentUser user, Db db, (AuditReading Log, MailBoard Mails) from, CancellationToken ct)
    {
        await using var archive = await ZipArchive.CreateAsync(
            body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var own = await OwnData.FindAsync(db, user.Id, ct);
        await using (var account = await archive.CreateEntry("account.json").OpenAsync(ct))
        {
            await JsonSerializer.SerializeAsync(account, own, Readable, ct);
        }
        await using (var decisions = await archive.CreateEntry("decisions.csv").OpenAsync(ct))
        {
            await WriteDecisionsAsync(decisions, user.Id, db, ct);
        }
        await using (var letters = await archive.CreateEntry("letters.csv").OpenAsync(ct))
        {
            await WriteLettersAsync(letters, own.Account.Email, from.Mails, ct);
        }
        await using var done = await archive.CreateEntry("log.csv").OpenAsync(ct);
        await WriteLogAsync(done, user.Id, from.Log, ct);
    }

    private static async Task WriteLettersAsync(Stream stream, string email, MailBoard mails, CancellationToken ct)
    {
        await using var csv = CsvFile.In(stream);
        csv.WriteHeader(["Time (UTC)", "Subject", "State", "Text"]);
        await foreach (var letter in mails.StreamToAsync(email, ct))
        {
            await csv.WriteRowAsync([letter.CreatedAt, letter.Subject, letter.State, letter.Text], ct);
        }
    }

    private static async Task WriteDecisionsAsync(Stream stream, long person, Db db, CancellationToken ct)
    {
        await using var csv = CsvFile.In(stream);
        csv.WriteHeader(["Time (UTC)", "Survey", "Annotation Set", "Cluster", "Decision", "Kind", "Label", "Note"]);
        await using var session = await db.OpenAsync(ct);
        await foreach (var row in session.StreamAsync<OwnDecision>(FindDecisions, new { person }))
        {
            await csv.WriteRowAsync(
                [
                    row.DecidedAt, row.Survey, row.AnnotationSet, row.ClusterId, row.Id, row.Kind, row.Label, row.Note,
                ],
                ct);
        }
    }

    private static async Task WriteLogAsync(Stream stream, long person, AuditReading log, CancellationToken ct)
    {
        await using var csv = CsvFile.In(stream);
        csv.WriteHeader(["Time (UTC)", "Verb", "About", "Organisation", "Network"]);
        await foreach (var row in log.StreamOfAsync(person, ct))
        {
            await csv.WriteRowAsync(
                [row.HappenedAt, row.Verb, AuditWords.About(row), row.Organisation, row.Network], ct);
        }
    }
}

public sealed record PrivacyModel;
