using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using TrapTagger.ServiceDefaults;

namespace TrapTagger.AppHost.Tests;

public sealed class WritingTheLog
{
    [Fact]
    public void a_message_is_one_line_with_date_and_time_in_utc()
    {
        Assert.Equal(["2025-06-01T14:03:22Z 300 frames are in"], Written(LogLevel.Information, "300 frames are in"));
    }

    [Fact]
    public void what_is_no_information_says_so()
    {
        Assert.Equal(
            ["2025-06-01T14:03:22Z warning: the disk fills up"], Written(LogLevel.Warning, "the disk fills up"));
    }

    [Fact]
    public void an_exception_follows_on_its_own_lines()
    {
        var lines = Written(LogLevel.Error, "no survey", new InvalidOperationException("first\nsecond"));

        Assert.Equal(
            ["2025-06-01T14:03:22Z error: no survey", "  System.InvalidOperationException: first", "  second"], lines);
    }

    [Fact]
    public void an_exception_forges_no_line_either()
    {
        var forged = new InvalidOperationException(
            "first\r2025-06-01T14:03:22Z all\n2025-06-01T14:03:22Z well\u001b[2J");

        var lines = Written(LogLevel.Error, "no survey", forged);

        Assert.Equal(
            ["  System.InvalidOperationException: first 2025-06-01T14:03:22Z all", "  2025-06-01T14:03:22Z well [2J"],
            lines[1..]);
    }

    [Fact]
    public void quartz_is_cut_short_when_it_tells_of_the_database()
    {
        var away = new InvalidOperationException("the whole story", new SqliteException("away", 1));

        var lines = Written(LogLevel.Error, $"no check-in: {away.Message} ---> at once more", away, "Quartz.Impl");

        Assert.Equal(["2025-06-01T14:03:22Z error: no check-in: the whole story"], lines);
        Assert.NotEqual(lines, Written(LogLevel.Error, "no check-in: the whole story", away));
    }

    [Fact]
    public void a_stranger_can_neither_forge_a_line_nor_steer_the_terminal()
    {
        var lines = Written(LogLevel.Information, "hello\r\n14:03:22 all is well\u001b[2J");

        Assert.Equal(["2025-06-01T14:03:22Z hello  14:03:22 all is well [2J"], lines);
    }

    [Theory]
    [InlineData("TrapTagger.Surveys", null, true)]
    [InlineData("Microsoft.AspNetCore.Hosting", null, false)]
    [InlineData("Quartz.Core", null, false)]
    [InlineData("Microsoft.AspNetCore.Hosting", "Information", true)]
    public void information_is_the_products_own_unless_configuration_asks_for_more(
        string category, string? configured, bool written)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            configured is null ? [] : [new("Logging:LogLevel:Microsoft", configured)]);
        builder.AddServiceDefaults();
        using var host = builder.Build();

        var log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        Assert.Equal(written, log.IsEnabled(LogLevel.Information));
    }

    private static string[] Written(
        LogLevel level, string message, Exception? exception = null, string category = "Category")
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<TimeProvider>(new StoppedClock());
        builder.AddServiceDefaults();
        using var host = builder.Build();
        var formatter = host.Services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == "line");

        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        formatter.Write(
            new LogEntry<string>(level, category, new EventId(7), message, exception, (state, _) => state),
            scopeProvider: null,
            writer);

        return writer.ToString().TrimEnd().Split(Environment.NewLine).SelectMany(line => line.Split('\n')).ToArray();
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone =>
            TimeZoneInfo.CreateCustomTimeZone("elsewhere", TimeSpan.FromHours(3), null, null);

        public override DateTimeOffset GetUtcNow() => new(2025, 6, 1, 14, 3, 22, TimeSpan.Zero);
    }
}
