using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Platform.Mail;

/// <summary>
/// Sends letters as they come due, one after the other. A stop lets the one that is on its way arrive: what is cut off
/// after its last line may have been taken all the same, and would be sent twice.
/// </summary>
internal sealed class SendMails(
    MailQueue queue, KeptLetters kept, LetterMessage messages, IPost post, TimeProvider clock, ILogger<SendMails> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tidying = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var tidied = DateTimeOffset.MinValue;
        do
        {
            try
            {
                var now = clock.GetUtcNow();
                if (now - tidied >= Tidying)
                {
                    await queue.TidyAsync(stoppingToken);
                    tidied = now;
                }
                while (!stoppingToken.IsCancellationRequested && await queue.TakeAsync(stoppingToken) is { } mail)
                {
                    await SendAsync(mail);
                }
            }
            catch (DbException e)
            {
                log.LogWarning("Letters wait: {Reason}", e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SendAsync(TakenMail mail)
    {
        try
        {
            var letter = kept.Read(mail.Content)
                ?? throw new PostException(
                    "The keys that this letter was written with are gone.", null, isForGood: true);
            using var message = messages.Of(mail.Id, letter);
            await post.HandOverAsync(message, CancellationToken.None);
        }
        catch (PostException e)
        {
            log.LogDebug(e, "Letter {Id} could not be sent", mail.Id);
            await WriteAsync(() => queue.FailedAsync(mail, e));
            return;
        }
        await WriteAsync(() => queue.SentAsync(mail));
    }

    /// <summary>A database that is away for less than the lease must not make a letter arrive twice.</summary>
    private async Task WriteAsync(Func<Task> outcome)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await outcome();
                return;
            }
            catch (DbException e) when (clock.GetElapsedTime(began) < MailQueue.Lease / 2)
            {
                log.LogDebug(e, "What became of a letter could not be written down yet");
                await Task.Delay(Interval, clock);
            }
        }
    }
}
