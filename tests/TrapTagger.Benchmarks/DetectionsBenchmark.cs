using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using TrapTagger.Classification;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Benchmarks;

/// <summary>
/// Detections through the product's own way into the database, five thousand rows a statement in one transaction,
/// beside the fastest way that each driver has: a file streamed to MariaDB, one prepared statement on SQLite.
/// </summary>
internal static class DetectionsBenchmark
{
    private const int Rounds = 3;

    private const string Columns = "id, organisation_id, survey_id, run_id, model_id, frame_id, category, score, "
        + "box_left, box_top, box_width, box_height";

    /// <param name="args">Rows (1,000,000).</param>
    internal static int Run(string[] args)
    {
        var count = args is [var rows, ..] ? int.Parse(rows, CultureInfo.InvariantCulture) : 1_000_000;
        RunAsync(count).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(int count)
    {
        using (var folder = new ProductFolder())
        {
            await CompareAsync("SQLite", folder.Settings, count, rows => PreparedAsync(folder, rows));
        }
        if (!MariaDbServer.IsInstalled)
        {
            Console.WriteLine(MariaDbServer.Absent);
            return;
        }
        using (var folder = new ProductFolder())
        {
            var server = new MariaDbServer("--local-infile=1");
            var settings = new Dictionary<string, string?>(folder.Settings)
            {
                ["ConnectionStrings:traptagger"] = server.CreateDatabase("benchmark"),
            };
            await CompareAsync(
                "MariaDB", settings, count, rows => LoadedAsync(settings["ConnectionStrings:traptagger"]!, rows));
            server.Stop();
        }
    }

    private static async Task CompareAsync(
        string name, Dictionary<string, string?> settings, int count, Func<IReadOnlyList<Row>, Task> reference)
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddPlatform(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddClassification().BuildServiceProvider();
        await services.GetRequiredService<Migrations>().ApplyAsync(default);
        var db = services.GetRequiredService<Db>();
        await HasRunAsync(db);

        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var ours = await TimeAsync(() => InsertAsync(db, Row.Make(count, round * 2L * count)));
            var theirs = await TimeAsync(() => reference(Row.Make(count, (round * 2L + 1) * count)));
            ratios.Add(theirs / ours);
            Console.WriteLine(FormattableString.Invariant(
                $"{name}: ours {count / ours:N0} rows/s, reference {count / theirs:N0} rows/s, {theirs / ours:F2}"));
        }
        Console.WriteLine(FormattableString.Invariant(
            $"{name}: {ratios.Order().ElementAt(Rounds / 2):F2} of the reference's rate (median of {Rounds})"));
    }

    private static async Task HasRunAsync(Db db)
    {
        await using var work = await db.BeginAsync(default);
        await work.ExecuteAsync("""
            INSERT INTO model (id, name, version, licence, source, sha256) VALUES (1, 'M', '1', 'MIT', 'here', '')
            """);
        await work.ExecuteAsync("""
            INSERT INTO detector_run (id, organisation_id, survey_id, frames, frames_done, started_at)
            VALUES (1, 1, 1, 0, 0, '2026-01-01')
            """);
        await work.CommitAsync();
    }

    private static async Task InsertAsync(Db db, IReadOnlyList<Row> rows)
    {
        await using var work = await db.BeginAsync(default);
        await work.InsertAsync("detection", rows);
        await work.CommitAsync();
    }

    private static async Task PreparedAsync(ProductFolder folder, IReadOnlyList<Row> rows)
    {
        await using var connection = new SqliteConnection($"Data Source={folder.In("traptagger.db")}");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO detection ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        var parameters = Enumerable.Range(0, 12).Select(i => command.Parameters.AddWithValue($"${i}", 0)).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            foreach (var (index, value) in row.Values.Index())
            {
                parameters[index].Value = value;
            }
            command.ExecuteNonQuery();
        }
        await transaction.CommitAsync();
    }

    private static async Task LoadedAsync(string connectionString, IReadOnlyList<Row> rows)
    {
        await using var connection = new MySqlConnection(connectionString + ";Allow Load Local Infile=true");
        await connection.OpenAsync();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin('\t', row.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))
                .Append('\n');
        }
        var loader = new MySqlBulkLoader(connection)
        {
            TableName = "detection", FieldTerminator = "\t", LineTerminator = "\n", Local = true,
            SourceStream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())),
        };
        loader.Columns.AddRange(Columns.Split(", "));
        await loader.LoadAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>As the detector writes them.</summary>
    private sealed record Row
    {
        public long Id { get; init; }
        public long OrganisationId { get; init; } = 1;
        public long SurveyId { get; init; } = 1;
        public long RunId { get; init; } = 1;
        public long ModelId { get; init; } = 1;
        public long FrameId { get; init; }
        public int Category { get; init; } = 1;
        public double Score { get; init; }
        public double BoxLeft { get; init; }
        public double BoxTop { get; init; }
        public double BoxWidth { get; init; } = 0.25;
        public double BoxHeight { get; init; } = 0.125;

        internal IEnumerable<object> Values =>
        [
            Id, OrganisationId, SurveyId, RunId, ModelId, FrameId, Category, Score,
            BoxLeft, BoxTop, BoxWidth, BoxHeight,
        ];

        internal static IReadOnlyList<Row> Make(int count, long first)
        {
            var chance = new Random(1);
            return [.. Enumerable.Range(1, count).Select(i => new Row
            {
                Id = first + i, FrameId = (first + i) / 3, Score = chance.NextDouble(),
                BoxLeft = chance.NextDouble() / 2, BoxTop = chance.NextDouble() / 2,
            })];
        }
    }
}
