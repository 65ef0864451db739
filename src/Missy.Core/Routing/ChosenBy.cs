namespace Missy.Routing;

/// <summary>Who chose a provider, from the strongest on.</summary>
internal enum ChosenBy
{
    /// <summary>The call itself.</summary>
    Call,

    /// <summary>The answer that the call goes on with.</summary>
    Conversation,

    /// <summary>The session.</summary>
    Session,

    /// <summary>The default of the runspace.</summary>
    Runspace,

    /// <summary>The default of the process.</summary>
    Process,

    /// <summary><c>MISSY_PROVIDER</c> or <c>MISSY_MODEL</c>.</summary>
    Environment,

    /// <summary>The configuration's default.</summary>
    Configuration,

    /// <summary>Nobody: it is the first that is available.</summary>
    Order,
}
