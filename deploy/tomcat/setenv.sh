# Settings of Tomcat as a proxy: bin/setenv.sh, in CATALINA_BASE if there is one of its own. What stands in the environment wins.
# catalina.sh reads this file; Tomcat puts the properties into server.xml and ROOT.xml.

# The directive files, and which of their ports the connectors stand for, if they are not the same (8080:80,8443:443).
: "${TORII_CONF:=/etc/torii/*.conf}"
# Where certbot-deploy-hook puts certificates.
: "${TLS_FOLDER:=/etc/torii/tls}"
: "${PROXY_WAR:=/opt/torii/torii-standalone.war}"
: "${CONNECTOR_ADDRESS:=0.0.0.0}"
# Below 1024 needs CAP_NET_BIND_SERVICE (systemd: AmbientCapabilities).
: "${CONNECTOR_PORT:=80}"
: "${CONNECTOR_TLS_PORT:=443}"
# Requests at one time, each of which may wait for a member.
: "${CONNECTOR_THREADS:=400}"
# A proxy keeps little: connections and buffers. The same size from the start spares it from growing under load.
: "${PROXY_HEAP:=1g}"

export TORII_CONF
CATALINA_OPTS="${CATALINA_OPTS:-} -Xms$PROXY_HEAP -Xmx$PROXY_HEAP -XX:+ExitOnOutOfMemoryError \
-Dtls.folder=$TLS_FOLDER -Dproxy.war=$PROXY_WAR -Dconnector.address=$CONNECTOR_ADDRESS \
-Dconnector.port=$CONNECTOR_PORT -Dconnector.tls.port=$CONNECTOR_TLS_PORT -Dconnector.threads=$CONNECTOR_THREADS"
export CATALINA_OPTS
