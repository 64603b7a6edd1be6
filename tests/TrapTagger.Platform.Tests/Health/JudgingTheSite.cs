using TrapTagger.Platform.Health;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Tests.Health;

public sealed class JudgingTheSite
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(300, null)]
    [InlineData(-300, null)]
    [InlineData(1230, "The clock of X is 20 minutes ahead of the database's")]
    [InlineData(-400, "The clock of X is 6 minutes behind the database's")]
    public void clocks_may_differ_by_five_minutes(int seconds, string? complaint)
    {
        var ahead = TimeSpan.FromSeconds(seconds);

        Assert.Equal(complaint, ClockHealth.OfSite("X", ahead)?.Split(':')[0]);
        Assert.Equal(complaint is null, ClockHealth.IsNear(ahead));
    }

    [Theory]
    [InlineData(2L << 30, 100L << 30, null)]
    [InlineData(1000L << 20, 10L << 30, "The disk of /d is nearly full: 1,000 MiB are left. Make room on it.")]
    [InlineData(9L << 30, 1000L << 30, "The disk of /d is nearly full: 9,216 MiB are left. Make room on it.")]
    public void a_disk_is_nearly_full_with_a_gibibyte_or_a_hundredth_left(long free, long total, string? sentence) =>
        Assert.Equal(sentence, DiskHealth.NearlyFull("/d", free, total));

    [Fact]
    public void a_site_that_just_started_waits_for_its_workers()
    {
        Assert.Null(WorkersHealth.Complaint([], TimeSpan.FromSeconds(20)));
        Assert.StartsWith("No worker runs", WorkersHealth.Complaint([], TimeSpan.FromSeconds(40)));
        Assert.StartsWith("No worker runs", WorkersHealth.Complaint([Seen(secondsAgo: 31)], TimeSpan.FromHours(1)));
        Assert.Null(WorkersHealth.Complaint([Seen(secondsAgo: 31), Seen(secondsAgo: 2)], TimeSpan.FromHours(1)));
    }

    private static WorkerSeen Seen(int secondsAgo)
    {
        var now = new DateTimeOffset(2026, 5, 3, 10, 0, 0, TimeSpan.Zero);
        return new() { Host = "jaguar", ReadAt = now, SeenAt = now.AddSeconds(-secondsAgo) };
    }
}
