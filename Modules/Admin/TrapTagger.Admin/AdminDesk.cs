using TrapTagger.Accounts;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;

namespace TrapTagger.Admin;

/// <summary>What deciding about a site takes, as one parameter.</summary>
internal sealed record AdminDesk(Db Db, Events Events)
{
    /// <summary>Into the audit log, in the transaction that does it.</summary>
    internal Task NoteAsync(DbSession work, string verb, object details) =>
        Events.RaiseAsync(new AuditEntry(verb) { Details = details }, work);
}
