using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Platform.Downloads;

/// <summary>A CSV file as it goes to a browser: RFC 4180, commas, points in numbers.</summary>
public static class CsvFile
{
    /// <summary>Times as the first TrapTagger wrote them, and as spreadsheets and R read them.</summary>
    public const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private const string ContentType = "text/csv; charset=utf-8; header=present";

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        // Without a byte order mark Excel reads names in the machine's old code page; R's readr and pandas skip it.
        WriteByteOrderMark = true,
        // Names come from folders and people, and opening a file must not run them: a text that begins as a formula
        // does (OWASP: = + - @, tab, CR) gets an apostrophe before it. Numbers are left alone.
        Injection = CsvInjection.Escape,
    };

    /// <param name="write">
    /// Writes while the browser reads. What it throws ends the connection in the middle, so that the browser reports a
    /// failed download and nobody takes a part for the whole.
    /// </param>
    public static PushStreamHttpResult Of(string name, Func<CsvWriter, Task> write) => TypedResults.Stream(
        async body =>
        {
            await using var csv = In(body);
            await write(csv);
        },
        ContentType,
        name);

    /// <summary>The same file as a part of something else, such as an archive.</summary>
    public static CsvWriter In(Stream stream) => CsvWriter.Create(stream, Options, leaveOpen: true);

    /// <summary>A table that was counted before.</summary>
    public static PushStreamHttpResult Of(string name, CsvTable table) => Of(name, async csv =>
    {
        csv.WriteHeader(table.Columns);
        foreach (var row in table.Rows)
        {
            await csv.WriteRowAsync(row);
        }
    });

    /// <summary>One row; times that a camera's clock showed stay as they are, moments become UTC.</summary>
    public static async Task WriteRowAsync(
        this CsvWriter csv, IEnumerable<object?> cells, CancellationToken ct = default)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell switch
            {
                DateTime local => Text(local),
                DateTimeOffset moment => Text(moment.UtcDateTime),
                _ => cell,
            });
        }
        await csv.EndRecordAsync(ct);
    }

    private static string Text(DateTime time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);
}

/// <summary>Rows of texts, numbers and camera-local times under their columns' names.</summary>
public sealed record CsvTable(string[] Columns, IEnumerable<object?[]> Rows);
