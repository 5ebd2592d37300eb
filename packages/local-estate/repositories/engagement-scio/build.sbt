name := "engagement-scio"
scalaVersion := "2.13.14"
libraryDependencies += "com.spotify" %% "scio-google-cloud-platform" % "0.14.9"
