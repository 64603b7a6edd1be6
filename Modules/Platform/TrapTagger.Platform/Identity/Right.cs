namespace TrapTagger.Platform.Identity;

/// <summary>What a person may do in an organisation, or with one of the things it owns.</summary>
[Flags]
public enum Right
{
    None = 0,

    /// <summary>Look at them and at what came of them.</summary>
    See = 1,

    /// <summary>Say what pictures show.</summary>
    Label = 2,

    /// <summary>Bring files, name, place, start what machines do.</summary>
    Change = 4,

    /// <summary>Delete them.</summary>
    Delete = 8,

    /// <summary>Make new ones.</summary>
    Create = 16,

    /// <summary>Invite and remove people, give them rights, share with others.</summary>
    Administer = 32,
}
