using System.Text;
using TrapTagger.Platform.Downloads;

namespace TrapTagger.Platform.Tests;

public sealed class WritingCsv
{
    [Fact]
    public async Task a_row_has_camera_times_as_they_are_moments_in_utc_and_no_formulas()
    {
        using var body = new MemoryStream();
        await using (var csv = CsvFile.In(body))
        {
            csv.WriteHeader(["A", "B", "C", "D", "E"]);
            await csv.WriteRowAsync(
                [
                    new DateTime(2026, 5, 3, 18, 40, 0),
                    new DateTimeOffset(2026, 5, 3, 18, 40, 0, TimeSpan.FromHours(2)),
                    "=1+1", -1.5, null,
                ],
                TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            "A,B,C,D,E\r\n2026-05-03 18:40:00,2026-05-03 16:40:00,\"'=1+1\",-1.5,\r\n",
            Encoding.UTF8.GetString(body.ToArray()).TrimStart('\uFEFF'));
    }
}
