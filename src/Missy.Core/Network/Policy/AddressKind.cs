namespace Missy.Network;

/// <summary>What an address is for, which decides who may connect to it.</summary>
internal enum AddressKind
{
    Public,
    Loopback,
    Private,
    LinkLocal,
    Metadata,
    SharedNat,
    Multicast,
    Unspecified,
    Benchmarking,
    Documentation,
    Tunnel,
    Reserved,
}
